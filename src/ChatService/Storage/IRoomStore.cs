using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Storage;

/// <summary>Rooms and who is in them, for reading.</summary>
internal interface IRoomStore
{
    /// <summary>Null when there is no such room for the viewer; without a viewer every room is there.</summary>
    Task<Room?> FindAsync(RoomId room, UserId? viewer, CancellationToken cancellationToken);

    /// <summary>Rooms by id, from the one after <paramref name="after"/> on.</summary>
    Task<IReadOnlyList<Room>> ListAsync(RoomId? after, int limit, RoomFilter filter, CancellationToken cancellationToken);

    /// <summary>The name under which somebody is known in rooms; null for somebody who is in none.</summary>
    Task<string?> FindNameAsync(UserId user, CancellationToken cancellationToken);

    /// <summary>Null when there is no such room.</summary>
    Task<Membership?> FindMembershipAsync(RoomId room, UserId user, CancellationToken cancellationToken);

    /// <summary>Members in the order they joined, from the one after a join sequence on.</summary>
    Task<IReadOnlyList<Member>> ListMembersAsync(RoomRef room, long after, int limit, CancellationToken cancellationToken);
}
