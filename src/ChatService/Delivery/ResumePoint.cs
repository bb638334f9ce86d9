using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Delivery;

/// <summary>Where a subscription stands.</summary>
internal readonly record struct ResumePoint(RoomId Room, string Cursor);
