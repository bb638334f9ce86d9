namespace GroupChat.Chat.Rooms;

/// <summary>An agent as the service of agents has told of it.</summary>
/// <param name="Participant">Who it is in rooms.</param>
/// <param name="Room">The one room it may be in; empty for all.</param>
/// <param name="IsDeleted">It is gone from all rooms, and comes into none.</param>
internal sealed record KnownAgent(Participant Participant, string Room, bool IsDeleted)
{
    public bool MayBeIn(RoomId room) => !IsDeleted && (Room.Length == 0 || Room == room.Value);
}
