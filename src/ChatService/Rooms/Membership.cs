namespace GroupChat.Chat.Rooms;

/// <summary>Somebody's place in a room at one moment.</summary>
/// <param name="Room">The room.</param>
/// <param name="HeadSequence">Its newest sequence at that moment.</param>
/// <param name="Member">Null for somebody who is no member.</param>
internal sealed record Membership(RoomRef Room, long HeadSequence, Member? Member);
