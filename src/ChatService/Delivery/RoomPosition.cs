using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Delivery;

/// <summary>Where a room stands.</summary>
internal readonly record struct RoomPosition(RoomId Room, long HeadSequence);
