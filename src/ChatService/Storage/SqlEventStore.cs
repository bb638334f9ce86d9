using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Storage;

internal sealed class SqlEventStore(ChatDatabase chat) : IEventStore
{
    public Task<LogPage> ReadAsync(RoomRef room, long after, LogLimit limit, CancellationToken cancellationToken) =>
        chat.Sql.ReadAsync(
            session => new LogPage(EventRows.Read(session, room, after, limit), EventRows.Head(session, room)),
            cancellationToken);

    public Task<IReadOnlyDictionary<long, long>> HeadsAsync(IReadOnlyList<RoomRef> rooms, CancellationToken cancellationToken) =>
        chat.Sql.ReadAsync<IReadOnlyDictionary<long, long>>(
            session => rooms.ToDictionary(room => room.Key, room => EventRows.Head(session, room)), cancellationToken);
}
