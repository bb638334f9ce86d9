using GroupChat.Chat.Flags;
using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

internal sealed class SqlFlagStore(ChatDatabase chat, IEventCodec codec) : IFlagStore
{
    public Task<Flag> AddAsync(RoomRef room, Flag flag, CancellationToken cancellationToken) => chat.Sql.WriteAsync(
        session =>
        {
            FlagRows.Insert(session, room.Key, flag);
            return FlagRows.Find(session, room.Key, flag.Target, flag.FlaggedBy.Id)!;
        },
        cancellationToken: cancellationToken);

    public Task<Flag?> FindAsync(RoomRef room, Guid flag, CancellationToken cancellationToken) =>
        chat.Sql.ReadAsync(session => FlagRows.Find(session, room.Key, flag), cancellationToken);

    public Task<Chunk<Flag>> ListAsync(
        RoomRef room, Guid after, int limit, bool includeResolved, UserId viewer, CancellationToken cancellationToken) =>
        chat.Sql.ReadAsync(
            session => WithMessages(
                session, room.Key, FlagRows.List(session, room.Key, after, includeResolved, limit + 1), limit, viewer),
            cancellationToken);

    public Task DismissAsync(RoomRef room, MessageId message, Participant by, DateTimeOffset now, CancellationToken cancellationToken) =>
        chat.Sql.WriteAsync(
            session =>
            {
                FlagRows.Resolve(session, room.Key, message, FlagState.Dismissed, by, now);
                return true;
            },
            cancellationToken: cancellationToken);

    private Chunk<Flag> WithMessages(SqlSession session, long roomKey, List<Flag> flags, int limit, UserId viewer)
    {
        var messages = MessageRows.ListAt(session, codec, roomKey, [.. flags.Select(flag => flag.Target.Sequence).Distinct()]);
        var page = PageBytes.Cut(flags, limit, flag => messages.GetValueOrDefault(flag.Target.Sequence).Bytes);
        var shown = page.Items.Select(flag => messages.GetValueOrDefault(flag.Target.Sequence).Message).OfType<Message>().Distinct();
        var filled = MessageExtras.Fill(session, codec, roomKey, [.. shown], viewer).ToDictionary(message => message.Id);
        return page with { Items = [.. page.Items.Select(flag => flag with { Message = filled.GetValueOrDefault(flag.Target) })] };
    }
}
