namespace GroupChat.Chat.Rooms;

/// <summary>A room as it stands now, and the last event of its creation: a repeated request gets the same place again.</summary>
internal sealed record CreatedRoom(Room Room, long Sequence);
