using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Storage;

namespace GroupChat.Chat.Tests.Kit;

/// <summary>A log in memory that counts how often it is read.</summary>
internal sealed class ScriptedLog : IEventStore
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, StoredEvent> _events = [];
    private int _reads;

    public int Reads => _reads;

    public void Add(IEnumerable<StoredEvent> events)
    {
        lock (_gate)
        {
            foreach (var stored in events)
                _events[stored.Sequence] = stored;
        }
    }

    public Task<LogPage> ReadAsync(RoomRef room, long after, LogLimit limit, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        lock (_gate)
        {
            var page = _events.Values.Where(stored => stored.Sequence > after).Take(limit.Events).ToList();
            return Task.FromResult(new LogPage(page, _events.Keys.LastOrDefault()));
        }
    }

    public Task<IReadOnlyDictionary<long, long>> HeadsAsync(IReadOnlyList<RoomRef> rooms, CancellationToken cancellationToken)
    {
        lock (_gate)
            return Task.FromResult<IReadOnlyDictionary<long, long>>(rooms.ToDictionary(room => room.Key, _ => _events.Keys.LastOrDefault()));
    }
}
