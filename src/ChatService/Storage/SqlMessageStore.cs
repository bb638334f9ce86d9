using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Pins;
using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

internal sealed class SqlMessageStore(ChatDatabase chat, IEventCodec codec) : IMessageStore
{
    public Task<Message?> FindAsync(RoomRef room, MessageId message, CancellationToken cancellationToken) =>
        chat.Sql.ReadAsync(session => MessageRows.Find(session, codec, room.Key, message), cancellationToken);

    public Task<Message?> FindAsync(RoomRef room, MessageId message, UserId viewer, CancellationToken cancellationToken) =>
        chat.Sql.ReadAsync(
            session => MessageRows.Find(session, codec, room.Key, message) is { } found
                ? MessageExtras.Fill(session, codec, room.Key, [found], viewer)[0]
                : null,
            cancellationToken);

    public Task<MessagePage> ListAsync(RoomRef room, long before, int limit, CancellationToken cancellationToken) =>
        chat.Sql.ReadAsync(session => List(session, room, before, limit), cancellationToken);

    public Task<MessagePage> ListAsync(RoomRef room, long before, int limit, UserId viewer, CancellationToken cancellationToken) =>
        chat.Sql.ReadAsync(
            session =>
            {
                var page = List(session, room, before, limit);
                return page with { Messages = MessageExtras.Fill(session, codec, room.Key, page.Messages, viewer) };
            },
            cancellationToken);

    public Task<ThreadPage?> ListThreadAsync(
        RoomRef room, MessageId message, long after, int limit, UserId viewer, CancellationToken cancellationToken) =>
        chat.Sql.ReadAsync(session => FindThread(session, room, message, after, limit, viewer), cancellationToken);

    public Task<Chunk<Revision>?> ListRevisionsAsync(
        RoomRef room, MessageId message, long after, int limit, CancellationToken cancellationToken) =>
        chat.Sql.ReadAsync(
            session => MessageRows.Find(session, codec, room.Key, message) is null
                ? null
                : RevisionRows.List(session, codec, room, message.Sequence, after, limit),
            cancellationToken);

    public Task<Chunk<Pin>> ListPinsAsync(RoomRef room, long before, int limit, UserId viewer, CancellationToken cancellationToken) =>
        chat.Sql.ReadAsync(
            session =>
            {
                var page = PinRows.List(session, codec, room.Key, before, limit);
                var shown = MessageExtras.Fill(session, codec, room.Key, [.. page.Items.Select(pin => pin.Message)], viewer);
                return page with { Items = [.. page.Items.Zip(shown, (pin, message) => pin with { Message = message })] };
            },
            cancellationToken);

    private MessagePage List(SqlSession session, RoomRef room, long before, int limit)
    {
        var (messages, more) = MessageRows.ListBefore(session, codec, room.Key, before, limit);
        return new MessagePage(messages, more, EventRows.Head(session, room));
    }

    private ThreadPage? FindThread(SqlSession session, RoomRef room, MessageId id, long after, int limit, UserId viewer)
    {
        if (MessageRows.Find(session, codec, room.Key, id) is not { } message)
            return null;
        var root = message.ThreadRoot is { } rootId ? MessageRows.Find(session, codec, room.Key, rootId) : message;
        var replies = ThreadRows.List(session, codec, room.Key, (message.ThreadRoot ?? id).Sequence, after, limit);
        return new ThreadPage(
            root is null ? null : MessageExtras.Fill(session, codec, room.Key, [root], viewer)[0],
            replies with { Items = MessageExtras.Fill(session, codec, room.Key, replies.Items, viewer) },
            EventRows.Head(session, room));
    }
}
