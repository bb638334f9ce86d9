using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Storage;

internal sealed class SqlRoomStore(ChatDatabase chat) : IRoomStore
{
    public Task<Room?> FindAsync(RoomId room, UserId? viewer, CancellationToken cancellationToken) => !RoomId.IsValid(room.Value)
        ? Task.FromResult<Room?>(null)
        : chat.Sql.ReadAsync(
            session => viewer is null || MemberRows.FindMembership(session, room, viewer.Value) is { IsVisible: true }
                ? RoomRows.Find(session, room)
                : null,
            cancellationToken);

    public async Task<IReadOnlyList<Room>> ListAsync(RoomId? after, int limit, RoomFilter filter, CancellationToken cancellationToken) =>
        await chat.Sql.ReadAsync(session => RoomListRows.List(session, after?.Value ?? "", limit, filter), cancellationToken);

    public Task<string?> FindNameAsync(UserId user, CancellationToken cancellationToken) =>
        chat.Sql.ReadAsync(session => MemberRows.FindName(session, user), cancellationToken);

    public Task<Membership?> FindMembershipAsync(RoomId room, UserId user, CancellationToken cancellationToken) => !RoomId.IsValid(room.Value)
        ? Task.FromResult<Membership?>(null)
        : chat.Sql.ReadAsync(session => MemberRows.FindMembership(session, room, user), cancellationToken);

    public async Task<IReadOnlyList<Member>> ListMembersAsync(
        RoomRef room, long after, int limit, CancellationToken cancellationToken) =>
        await chat.Sql.ReadAsync(session => MemberRows.List(session, room.Key, after, limit), cancellationToken);
}
