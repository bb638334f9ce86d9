using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.ToolCalls;

namespace GroupChat.Chat.Storage;

internal sealed class SqlToolCallStore(ChatDatabase chat, IEventCodec codec) : IToolCallStore
{
    public async Task<IReadOnlyList<ToolCall>> ListAsync(RoomRef room, MessageId answer, CancellationToken cancellationToken) =>
        await chat.Sql.ReadAsync(session => ToolCallRows.List(session, codec, room.Key, answer.Sequence), cancellationToken);

    public Task<ToolCall?> FindAsync(ToolCallPlace place, CancellationToken cancellationToken) =>
        chat.Sql.ReadAsync(session => ToolCallRows.Find(session, codec, place), cancellationToken);

    public async Task<IReadOnlyList<(ToolCallPlace Place, DateTimeOffset Until)>> ListWaitingAsync(CancellationToken cancellationToken) =>
        await chat.Sql.ReadAsync(session => ToolCallRows.ListWaiting(session, codec), cancellationToken);
}
