using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Reactions;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Storage;

internal sealed class SqlReactionStore(ChatDatabase chat, IEventCodec codec) : IReactionStore
{
    public async Task<IReadOnlyList<Reaction>?> ListAsync(
        RoomRef room, MessageId message, string emoji, long after, int limit, CancellationToken cancellationToken) =>
        await chat.Sql.ReadAsync(
            session => MessageRows.Find(session, codec, room.Key, message) is null
                ? null
                : ReactionRows.List(session, room.Key, message.Sequence, emoji, after, limit),
            cancellationToken);
}
