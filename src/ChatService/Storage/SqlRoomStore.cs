using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Storage;

internal sealed class SqlRoomStore(ChatDatabase chat) : IRoomStore
{
    public Task<Room?> FindAsync(RoomId room, CancellationToken cancellationToken) =>
        chat.Sql.ReadAsync(session => RoomRows.Find(session, room), cancellationToken);

    public async Task<IReadOnlyList<Room>> ListAsync(RoomId? after, int limit, UserId? member, CancellationToken cancellationToken) =>
        await chat.Sql.ReadAsync(
            session => member is { } user
                ? session.Query(
                    $"""
                    SELECT {RoomRows.Columns} FROM members m JOIN rooms r ON r.room_key = m.room_key
                    WHERE m.user_id = ?3 AND r.room_id > ?1 ORDER BY r.room_id LIMIT ?2
                    """,
                    RoomRows.Read,
                    after?.Value ?? "",
                    limit,
                    user.Value)
                : session.Query(
                    $"SELECT {RoomRows.Columns} FROM rooms r WHERE r.room_id > ?1 ORDER BY r.room_id LIMIT ?2",
                    RoomRows.Read,
                    after?.Value ?? "",
                    limit),
            cancellationToken);

    public Task<Membership?> FindMembershipAsync(RoomId room, UserId user, CancellationToken cancellationToken) =>
        chat.Sql.ReadAsync(session => MemberRows.FindMembership(session, room, user), cancellationToken);

    public async Task<IReadOnlyList<Member>> ListMembersAsync(
        RoomRef room, long after, int limit, CancellationToken cancellationToken) =>
        await chat.Sql.ReadAsync(session => MemberRows.List(session, room.Key, after, limit), cancellationToken);
}
