using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Storage;

/// <summary>Rooms and who is in them, for reading.</summary>
internal interface IRoomStore
{
    Task<Room?> FindAsync(RoomId room, CancellationToken cancellationToken);

    /// <summary>Rooms by id, from the one after <paramref name="after"/> on; only those of a member where one is given.</summary>
    Task<IReadOnlyList<Room>> ListAsync(RoomId? after, int limit, UserId? member, CancellationToken cancellationToken);

    /// <summary>Null when there is no such room.</summary>
    Task<Membership?> FindMembershipAsync(RoomId room, UserId user, CancellationToken cancellationToken);

    /// <summary>Members in the order they joined, from the one after a join sequence on.</summary>
    Task<IReadOnlyList<Member>> ListMembersAsync(RoomRef room, long after, int limit, CancellationToken cancellationToken);
}
