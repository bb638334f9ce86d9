using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Storage;

/// <summary>Rooms and who is in them. Every change is an event in the room's log, in the same transaction.</summary>
internal interface IRoomStore
{
    /// <summary>The room; with a known request key the one made then. Throws ROOM_ID_TAKEN, REQUEST_ID_REUSED.</summary>
    Task<Room> CreateAsync(NewRoom room, CancellationToken cancellationToken);

    Task<Room?> FindAsync(RoomId room, CancellationToken cancellationToken);

    /// <summary>Rooms by id, from the one after <paramref name="after"/> on; only those of a member where one is given.</summary>
    Task<IReadOnlyList<Room>> ListAsync(RoomId? after, int limit, UserId? member, CancellationToken cancellationToken);

    /// <summary>Makes somebody a member; a member stays one. Throws ROOM_NOT_FOUND.</summary>
    Task<JoinedRoom> JoinAsync(RoomId room, Participant participant, CancellationToken cancellationToken);

    /// <summary>Ends a membership, if there is one. Throws ROOM_NOT_FOUND.</summary>
    Task LeaveAsync(RoomId room, UserId user, CancellationToken cancellationToken);

    /// <summary>Null when there is no such room.</summary>
    Task<Membership?> FindMembershipAsync(RoomId room, UserId user, CancellationToken cancellationToken);

    /// <summary>Members in the order they joined, from the one after a join sequence on.</summary>
    Task<IReadOnlyList<Member>> ListMembersAsync(RoomRef room, long after, int limit, CancellationToken cancellationToken);
}
