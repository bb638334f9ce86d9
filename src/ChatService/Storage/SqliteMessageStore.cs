using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Storage;

internal sealed class SqliteMessageStore(ChatDatabase chat, SqliteLog log, IEventCodec codec) : IMessageStore
{
    public Task<PostedMessage> PostAsync(NewMessage message, CancellationToken cancellationToken) =>
        log.WriteAsync(transaction => SqlitePosting.Post(transaction, message), cancellationToken);

    public Task<Message?> FindAsync(RoomRef room, MessageId message, CancellationToken cancellationToken) =>
        chat.Sqlite.ReadAsync(session => SqliteMessages.Find(session, codec, room.Key, message), cancellationToken);

    public Task<MessagePage> ListAsync(RoomRef room, long before, int limit, CancellationToken cancellationToken) =>
        chat.Sqlite.ReadAsync(
            session =>
            {
                var (messages, more) = SqliteMessages.ListBefore(session, codec, room.Key, before, limit);
                return new MessagePage(messages, more, SqliteEvents.Head(session, room).Sequence);
            },
            cancellationToken);
}
