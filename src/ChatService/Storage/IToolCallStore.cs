using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.ToolCalls;

namespace GroupChat.Chat.Storage;

/// <summary>The calls of tools that agents make.</summary>
internal interface IToolCallStore
{
    /// <summary>Those of one answer as they stand now, by number.</summary>
    Task<IReadOnlyList<ToolCall>> ListAsync(RoomRef room, MessageId answer, CancellationToken cancellationToken);

    Task<ToolCall?> FindAsync(ToolCallPlace place, CancellationToken cancellationToken);

    /// <summary>Those of every room that wait for approval, with the time until which they do.</summary>
    Task<IReadOnlyList<(ToolCallPlace Place, DateTimeOffset Until)>> ListWaitingAsync(CancellationToken cancellationToken);
}
