using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Storage;

/// <summary>The logs of the rooms, for reading.</summary>
internal interface IEventStore
{
    /// <summary>Events after a sequence, in order; empty at the end of the log.</summary>
    Task<LogPage> ReadAsync(RoomRef room, long after, LogLimit limit, CancellationToken cancellationToken);

    /// <summary>The newest sequences of these rooms by their keys, in one look.</summary>
    Task<IReadOnlyDictionary<long, long>> HeadsAsync(IReadOnlyList<RoomRef> rooms, CancellationToken cancellationToken);
}
