namespace GroupChat.Chat.Rooms;

/// <summary>A room as its log knows it.</summary>
/// <param name="Id">The name outside.</param>
/// <param name="Key">The short name inside, in tables and cursors.</param>
/// <param name="Epoch">Counts the times the log was replaced by another one (a restored backup): older cursors end with it.</param>
internal sealed record RoomRef(RoomId Id, long Key, int Epoch);
