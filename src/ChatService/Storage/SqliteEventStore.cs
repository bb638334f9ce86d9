using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Storage;

internal sealed class SqliteEventStore(ChatDatabase chat) : IEventStore
{
    public Task<LogPage> ReadAsync(RoomRef room, long after, LogLimit limit, CancellationToken cancellationToken) =>
        chat.Sqlite.ReadAsync(
            session => new LogPage(SqliteEvents.Read(session, room, after, limit), SqliteEvents.Head(session, room).Sequence),
            cancellationToken);
}
