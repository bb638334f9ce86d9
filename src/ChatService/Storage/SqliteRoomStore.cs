using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Storage;

internal sealed class SqliteRoomStore(ChatDatabase chat, SqliteLog log) : IRoomStore
{
    public Task<Room> CreateAsync(NewRoom room, CancellationToken cancellationToken) =>
        log.WriteAsync(transaction => SqliteRoomCreation.Create(transaction, room), cancellationToken);

    public Task<Room?> FindAsync(RoomId room, CancellationToken cancellationToken) =>
        chat.Sqlite.ReadAsync(session => SqliteRooms.FindRoom(session, room), cancellationToken);

    public async Task<IReadOnlyList<Room>> ListAsync(RoomId? after, int limit, UserId? member, CancellationToken cancellationToken) =>
        await chat.Sqlite.ReadAsync(
            session => member is { } user
                ? session.Query(
                    $"""
                    SELECT {SqliteRooms.Columns} FROM members m JOIN rooms r ON r.room_key = m.room_key
                    WHERE m.user_id = ?3 AND r.room_id > ?1 ORDER BY r.room_id LIMIT ?2
                    """,
                    SqliteRooms.ReadRoom,
                    after?.Value ?? "",
                    limit,
                    user.Value)
                : session.Query(
                    $"SELECT {SqliteRooms.Columns} FROM rooms r WHERE r.room_id > ?1 ORDER BY r.room_id LIMIT ?2",
                    SqliteRooms.ReadRoom,
                    after?.Value ?? "",
                    limit),
            cancellationToken);

    public Task<JoinedRoom> JoinAsync(RoomId room, Participant participant, CancellationToken cancellationToken) =>
        log.WriteAsync(transaction => Join(transaction, room, participant), cancellationToken);

    public Task LeaveAsync(RoomId room, UserId user, CancellationToken cancellationToken) =>
        log.WriteAsync(transaction => Leave(transaction, room, user), cancellationToken);

    public Task<Membership?> FindMembershipAsync(RoomId room, UserId user, CancellationToken cancellationToken) =>
        chat.Sqlite.ReadAsync(session => SqliteRooms.FindMembership(session, room, user), cancellationToken);

    public async Task<IReadOnlyList<Member>> ListMembersAsync(
        RoomRef room, long after, int limit, CancellationToken cancellationToken) =>
        await chat.Sqlite.ReadAsync(session => SqliteRooms.ListMembers(session, room.Key, after, limit), cancellationToken);

    private static JoinedRoom Join(LogTransaction transaction, RoomId id, Participant participant)
    {
        var room = SqliteRooms.FindRoom(transaction.Session, id) ?? throw ChatErrors.RoomNotFound(id.Value);
        var present = SqliteRooms.FindMembership(transaction.Session, id, participant.Id)!.Member;
        if (present is not null)
            return new(room, present);
        var head = SqliteEvents.Head(transaction.Session, room.Ref);
        var member = new Member(participant, MemberRole.Member, transaction.Now, head.Next);
        SqliteRooms.AddMember(transaction.Session, room.Ref.Key, member);
        transaction.Append(head, new RoomChange.MemberJoined(member));
        return new(room with { HeadSequence = head.Sequence, MemberCount = room.MemberCount + 1 }, member);
    }

    private static bool Leave(LogTransaction transaction, RoomId id, UserId user)
    {
        var membership = SqliteRooms.FindMembership(transaction.Session, id, user) ?? throw ChatErrors.RoomNotFound(id.Value);
        if (membership.Member is not { } member)
            return false;
        SqliteRooms.RemoveMember(transaction.Session, membership.Room.Key, user);
        transaction.Append(SqliteEvents.Head(transaction.Session, membership.Room), new RoomChange.MemberLeft(member.Participant));
        return true;
    }
}
