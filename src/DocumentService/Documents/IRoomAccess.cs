namespace GroupChat.Documents.Documents;

/// <summary>Who belongs to which room, which ChatService knows.</summary>
internal interface IRoomAccess
{
    /// <summary>What the user is in the room.</summary>
    /// <exception cref="ServiceDefaults.Errors.DomainError">NOT_A_MEMBER or ROOM_NOT_FOUND.</exception>
    Task<RoomRole> RequireMemberAsync(RoomId room, UserId user, CancellationToken cancellationToken);
}
