namespace GroupChat.Chat.Rooms;

/// <summary>Somebody's place in a room at one moment.</summary>
/// <param name="Room">The room.</param>
/// <param name="HeadSequence">Its newest sequence at that moment.</param>
/// <param name="Member">Null for somebody who is no member.</param>
/// <param name="IsVisible">False when the room does not exist for them: it is private, and they are neither members nor invited.</param>
internal sealed record Membership(RoomRef Room, long HeadSequence, Member? Member, bool IsVisible)
{
    /// <exception cref="ServiceDefaults.Errors.DomainError">ROOM_NOT_FOUND, NOT_A_MEMBER.</exception>
    public Member RequireMember() =>
        Member ?? throw (IsVisible ? ChatErrors.NotAMember(Room.Id.Value) : ChatErrors.RoomNotFound(Room.Id.Value));
}
