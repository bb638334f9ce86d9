using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Log;

/// <summary>One durable change of a room at its place in the room's log.</summary>
internal sealed record RoomEvent(RoomRef Room, long Sequence, DateTimeOffset CommitTime, RoomChange Change);
