namespace GroupChat.Chat.Rooms;

/// <summary>A room and the membership that somebody has in it now.</summary>
internal sealed record JoinedRoom(Room Room, Member Member);
