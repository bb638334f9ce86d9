namespace GroupChat.Chat.Rooms;

/// <summary>That somebody may join a room.</summary>
/// <param name="Room">The room.</param>
/// <param name="RoomName">Its name when this was read.</param>
/// <param name="Participant">Who.</param>
/// <param name="InvitedBy">Who said so.</param>
/// <param name="CreateTime">When.</param>
/// <param name="Sequence">The event that brought it: the order of a room's list.</param>
internal sealed record Invitation(
    RoomRef Room, string RoomName, Participant Participant, Participant InvitedBy, DateTimeOffset CreateTime, long Sequence);
