using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Storage;

internal sealed class SqlMessageStore(ChatDatabase chat, IEventCodec codec) : IMessageStore
{
    public Task<Message?> FindAsync(RoomRef room, MessageId message, CancellationToken cancellationToken) =>
        chat.Sql.ReadAsync(session => MessageRows.Find(session, codec, room.Key, message), cancellationToken);

    public Task<MessagePage> ListAsync(RoomRef room, long before, int limit, CancellationToken cancellationToken) =>
        chat.Sql.ReadAsync(
            session =>
            {
                var (messages, more) = MessageRows.ListBefore(session, codec, room.Key, before, limit);
                return new MessagePage(messages, more, EventRows.Head(session, room));
            },
            cancellationToken);
}
