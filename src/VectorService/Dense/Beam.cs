using System.Runtime.CompilerServices;

namespace GroupChat.Vectors.Dense;

/// <summary>
/// The best candidates so far as one sorted array of <see cref="SlotKey"/>s: for widths of tens to hundreds it is faster than heaps.
/// It keeps so many that count, and between them those that only lead on.
/// </summary>
internal sealed unsafe class Beam
{
    private const int PassagesPerPlace = 16;

    private ulong[] _owner = [];
    private ulong* _keys;
    private int _capacity;
    private int _width;

    public int Count { get; private set; }

    /// <summary>How many of them count.</summary>
    public int Counted { get; private set; }

    /// <summary>Whether something that was good enough had to go for want of room: too many only lead on.</summary>
    public bool IsOverfull { get; private set; }

    /// <summary>What does not sort before this is not taken.</summary>
    public ulong Bound { get; private set; }

    /// <summary>What is not as close as this will not be taken.</summary>
    public float Least => Bound == ulong.MaxValue ? float.NegativeInfinity : SlotKey.Closeness(Bound);

    public ulong this[int place] => _keys[place];

    public ReadOnlySpan<ulong> Keys => new(_keys, Count);

    public void Reset(int width, bool withPassages)
    {
        var capacity = withPassages ? width * PassagesPerPlace : width + 1;
        if (_owner.Length < capacity)
        {
            _owner = GC.AllocateUninitializedArray<ulong>(capacity, pinned: true);
            _keys = (ulong*)Unsafe.AsPointer(ref _owner[0]);
        }

        (_capacity, _width, Counted, Count, Bound, IsOverfull) = (capacity, width, 0, 0, ulong.MaxValue, false);
    }

    /// <summary>Takes a key if it is good enough; returns its place, or more than any place when it is not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Offer(ulong key) => key >= Bound ? int.MaxValue : Insert(key);

    /// <summary>The next candidate whose neighbours have not been looked at, from this place on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryExpand(ref int place, out int slot)
    {
        for (; place < Count; place++)
        {
            var key = _keys[place];
            if ((key & SlotKey.Expanded) != 0)
                continue;
            _keys[place++] = key | SlotKey.Expanded;
            slot = SlotKey.Slot(key);
            return true;
        }

        slot = -1;
        return false;
    }

    /// <summary>The slot that will be expanded next unless a better one comes; -1 when there is none at hand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next(int place) => place < Count && (_keys[place] & SlotKey.Expanded) == 0 ? SlotKey.Slot(_keys[place]) : -1;

    private int Insert(ulong key)
    {
        int low = 0, high = Count;
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (_keys[middle] < key)
                low = middle + 1;
            else
                high = middle;
        }

        if (Count == _capacity)
        {
            IsOverfull = true;
            DropLast();
        }

        if (low > Count)
            return int.MaxValue;
        new ReadOnlySpan<ulong>(_keys + low, Count - low).CopyTo(new Span<ulong>(_keys + low + 1, Count - low));
        _keys[low] = key;
        Count++;
        if ((key & SlotKey.Passage) == 0)
            CountOneMore();
        return low;
    }

    private void CountOneMore()
    {
        if (++Counted < _width)
            return;
        if (Counted > _width)
            DropLast();
        while ((_keys[Count - 1] & SlotKey.Passage) != 0)
            Count--;
        Bound = _keys[Count - 1];
    }

    private void DropLast()
    {
        Count--;
        if ((_keys[Count] & SlotKey.Passage) == 0)
            Counted--;
    }
}
