using GroupChat.Chat.Marks;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Storage;

internal sealed class SqlMarkStore(ChatDatabase chat) : IMarkStore
{
    public async Task<IReadOnlyList<RoomId>> ListUntoldAsync(CancellationToken cancellationToken) =>
        await chat.Sql.ReadAsync(MarkRows.ListUntoldRooms, cancellationToken);

    public Task<MarkList> ListAsync(RoomRef room, UserId reader, long after, int limit, CancellationToken cancellationToken) =>
        chat.Sql.ReadAsync(
            session =>
            {
                var state = RoomRows.Get(session, room.Key);
                // In a room that hides them nothing counts as told.
                var told = MarkRows.ListTold(session, room.Key, after, limit);
                return new MarkList(told, MarkRows.Get(session, room.Key, reader), state.HeadSequence, !MarkRules.AreTold(state));
            },
            cancellationToken);

    public Task<RoomUnread?> FindUnreadAsync(RoomRef room, UserId reader, CancellationToken cancellationToken) =>
        chat.Sql.ReadAsync(session => UnreadRows.Find(session, room.Key, reader), cancellationToken);

    public async Task<IReadOnlyList<RoomUnread>> ListUnreadAsync(
        UserId reader, RoomId? after, int limit, CancellationToken cancellationToken) =>
        await chat.Sql.ReadAsync(session => UnreadRows.List(session, reader, after, limit), cancellationToken);
}
