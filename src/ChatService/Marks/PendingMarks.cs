using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Marks;

/// <summary>What is to be written about the marks of one room.</summary>
/// <param name="Room">The room.</param>
/// <param name="Due">When, as a timestamp of the clock.</param>
/// <param name="Moves">The newest word of each member; without any, marks that are durable wait to be told to the room.</param>
internal sealed record PendingMarks(RoomId Room, long Due, Dictionary<UserId, MarkMove> Moves);
