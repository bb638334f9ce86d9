using GroupChat.Chat.Log;

namespace GroupChat.Chat.Delivery;

/// <summary>
/// The newest events of a room, without a gap: at most so many, and at most so many bytes. Takes the place that they need and no more:
/// most rooms are quiet. Guarded by its owner.
/// </summary>
internal sealed class EventRing(int capacity, long maxBytes)
{
    private const int Least = 8;

    private StoredEvent[] _events = [];
    private int _first;
    private int _count;
    private long _bytes;

    /// <summary>Sequence of the oldest event held; meaningless while empty.</summary>
    private long FirstSequence => _events[_first].Sequence;

    public void Add(StoredEvent added)
    {
        if (_count > 0 && added.Sequence != FirstSequence + _count)
            Clear();
        if (_count == capacity)
            DropFirst();
        else if (_count == _events.Length)
            Grow();
        _events[(_first + _count++) % _events.Length] = added;
        _bytes += added.Payload.Length;
        while (_bytes > maxBytes && _count > 1)
            DropFirst();
    }

    /// <summary>Copies what follows a sequence; false when the ring does not hold the next event.</summary>
    public bool TryRead(long after, LogLimit limit, List<StoredEvent> into)
    {
        if (_count == 0 || after + 1 < FirstSequence || after + 1 >= FirstSequence + _count)
            return false;
        var bytes = 0L;
        for (var i = (int)(after + 1 - FirstSequence); i < _count && into.Count < limit.Events && bytes < limit.Bytes; i++)
        {
            var next = _events[(_first + i) % _events.Length];
            into.Add(next);
            bytes += next.Payload.Length;
        }

        return true;
    }

    /// <summary>The event that follows a sequence; false when the ring does not hold it.</summary>
    public bool TryReadNext(long after, out StoredEvent next)
    {
        var isHeld = _count > 0 && after + 1 >= FirstSequence && after + 1 < FirstSequence + _count;
        next = isHeld ? _events[(_first + (int)(after + 1 - FirstSequence)) % _events.Length] : default;
        return isHeld;
    }

    public void Clear()
    {
        while (_count > 0)
            DropFirst();
    }

    private void DropFirst()
    {
        _bytes -= _events[_first].Payload.Length;
        _events[_first] = default;
        _first = (_first + 1) % _events.Length;
        _count--;
    }

    private void Grow()
    {
        var larger = new StoredEvent[Math.Min(capacity, Math.Max(Least, _events.Length * 2))];
        for (var i = 0; i < _count; i++)
            larger[i] = _events[(_first + i) % _events.Length];
        (_events, _first) = (larger, 0);
    }
}
