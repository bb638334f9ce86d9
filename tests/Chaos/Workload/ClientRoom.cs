using GroupChat.Chaos.Tests.Replicas;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Workload;

/// <summary>A room as one client holds it. Its stream writes, its workers look things up: each under the lock.</summary>
internal sealed class ClientRoom(string id)
{
    private readonly Lock _gate = new();
    private readonly RoomReplica _replica = new();
    private long _sequence;
    private int _moving;

    public string Id { get; } = id;

    /// <summary>The last event's; where a subscription goes on.</summary>
    public string Cursor { get; set; } = "";

    public long Sequence => Volatile.Read(ref _sequence);

    /// <summary>The client is a member, as far as it knows, and wants to hear.</summary>
    public bool IsWanted { get; set; } = true;

    public void Apply(RoomEvent change)
    {
        lock (_gate)
            _replica.Apply(change);
        Volatile.Write(ref _sequence, change.Sequence);
    }

    public T Look<T>(Func<RoomReplica, T> look)
    {
        lock (_gate)
            return look(_replica);
    }

    /// <summary>Leaving and coming back take several steps, one journey at a time.</summary>
    public bool TryMove() => Interlocked.CompareExchange(ref _moving, 1, 0) == 0;

    public void Moved() => Volatile.Write(ref _moving, 0);
}
