using GroupChat.Chat.Log;

namespace GroupChat.Chat.Delivery;

/// <summary>
/// The end of a room's log as this process knows it: whole up to <see cref="Head"/>, and heard of beyond. What is heard comes from
/// our own commits and from other processes, and may be late, doubled, out of order or missing: only the next event is taken, all
/// else is a reason to read the log. Guarded by its owner, but for the head.
/// </summary>
internal sealed class LogTail(int capacity, long maxBytes)
{
    private readonly EventRing _ring = new(capacity, maxBytes);
    private bool _isBegun;
    private long _head;
    private long _heard;

    /// <summary>Everything up to here was seen, in order.</summary>
    public long Head => Volatile.Read(ref _head);

    /// <summary>The log goes on beyond what was seen.</summary>
    public bool HasGap => _isBegun && _heard > _head;

    /// <summary>The newest event heard of.</summary>
    public long Heard => _heard;

    /// <summary>From here on events are followed; false when they are already. Before, they are only heard of.</summary>
    public bool Begin(long head)
    {
        if (_isBegun)
            return false;
        _isBegun = true;
        Volatile.Write(ref _head, head);
        return true;
    }

    /// <summary>Takes the next event; false when this is another one.</summary>
    public bool TryAdd(StoredEvent next)
    {
        Hear(next.Sequence);
        if (!_isBegun || next.Sequence != _head + 1)
            return false;
        _ring.Add(next);
        Volatile.Write(ref _head, next.Sequence);
        return true;
    }

    /// <summary>What was seen is no longer what the log says: from now on the log is asked for it.</summary>
    public void Forget() => _ring.Clear();

    /// <summary>The log is said to reach this far.</summary>
    public void Hear(long sequence) => _heard = Math.Max(_heard, sequence);

    /// <summary>The log has no events up to here any more: what comes after it is the next.</summary>
    public void Skip(long to)
    {
        if (to > _head)
            Volatile.Write(ref _head, to);
    }

    /// <summary>The log was read to its end: what was heard of before and is not there does not exist.</summary>
    public void Settle(long heardBefore)
    {
        if (_heard == heardBefore)
            _heard = _head;
    }

    /// <summary>Events after a sequence from memory; false when the log has to be asked.</summary>
    public bool TryRead(long after, LogLimit limit, List<StoredEvent> into) => _ring.TryRead(after, limit, into);

    /// <summary>The event after a sequence from memory; false when the log has to be asked.</summary>
    public bool TryReadNext(long after, out StoredEvent next) => _ring.TryReadNext(after, out next);
}
