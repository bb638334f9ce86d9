using System.Numerics;

namespace GroupChat.Vectors.Index;

/// <summary>An immutable set of slots, one bit each: the live points of a snapshot, or those a filter lets through.</summary>
internal sealed class SlotSet
{
    private readonly ulong[] _bits;

    private SlotSet(ulong[] bits)
    {
        _bits = bits;
        foreach (var word in bits)
            Count += BitOperations.PopCount(word);
    }

    public static SlotSet Empty { get; } = new([]);

    public int Count { get; }

    /// <summary>The bits, 64 slots a word, not to be written to.</summary>
    public ulong[] Words => _bits;

    public bool Contains(int slot) => slot >> 6 < _bits.Length && (_bits[slot >> 6] >> slot & 1) != 0;

    public SlotSet With(IReadOnlyCollection<int> added, IReadOnlyCollection<int> removed)
    {
        var words = added.Count == 0 ? _bits.Length : Math.Max(_bits.Length, (added.Max() >> 6) + 1);
        var bits = new ulong[words];
        _bits.CopyTo(bits, 0);
        foreach (var slot in added)
            bits[slot >> 6] |= 1UL << slot;
        foreach (var slot in removed)
            bits[slot >> 6] &= ~(1UL << slot);
        return new SlotSet(bits);
    }

    public SlotSet Where(Func<int, bool> keep)
    {
        var bits = new ulong[_bits.Length];
        foreach (var slot in this)
        {
            if (keep(slot))
                bits[slot >> 6] |= 1UL << slot;
        }

        return new SlotSet(bits);
    }

    public Enumerator GetEnumerator() => new(_bits);

    /// <summary>Walks the slots upwards without allocating.</summary>
    public struct Enumerator(ulong[] bits)
    {
        private int _word = -1;
        private ulong _left;

        public int Current { get; private set; }

        public bool MoveNext()
        {
            while (_left == 0)
            {
                if (++_word >= bits.Length)
                    return false;
                _left = bits[_word];
            }

            Current = (_word << 6) + BitOperations.TrailingZeroCount(_left);
            _left &= _left - 1;
            return true;
        }
    }
}
