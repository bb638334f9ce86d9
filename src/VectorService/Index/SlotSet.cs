using System.Numerics;

namespace GroupChat.Vectors.Index;

/// <summary>
/// An immutable set of slots, one bit each: the live points of a snapshot, or those a filter lets through. In pieces, which the next
/// set shares where they are the same: a write copies what it touches, however many points there are.
/// </summary>
internal sealed class SlotSet
{
    /// <summary>Slots in a piece: 4,096.</summary>
    public const int Shift = 12;

    /// <summary>Words of 64 slots in a piece.</summary>
    public const int Words = 1 << (Shift - 6);

    private static readonly ulong[] Nothing = new ulong[Words];

    private SlotSet(ulong[][] pieces, int count) => (Pieces, Count) = (pieces, count);

    public static SlotSet Empty { get; } = new([], 0);

    public int Count { get; }

    /// <summary>The bits, 64 slots a word, not to be written to.</summary>
    public ulong[][] Pieces { get; }

    public bool Contains(int slot) => slot >> Shift < Pieces.Length && (Pieces[slot >> Shift][(slot >> 6) & (Words - 1)] >> slot & 1) != 0;

    public SlotSet With(IReadOnlyCollection<int> added, IReadOnlyCollection<int> removed)
    {
        var pieces = added.Count == 0 ? Pieces.Length : Math.Max(Pieces.Length, (added.Max() >> Shift) + 1);
        var edit = new Edit(Pieces, pieces, Count);
        foreach (var slot in added)
            edit.Set(slot);
        foreach (var slot in removed)
            edit.Clear(slot);
        return new SlotSet(edit.Pieces, edit.Count);
    }

    public SlotSet Where(Func<int, bool> keep)
    {
        var edit = new Edit([], Pieces.Length, 0);
        foreach (var slot in this)
        {
            if (keep(slot))
                edit.Set(slot);
        }

        return new SlotSet(edit.Pieces, edit.Count);
    }

    public Enumerator GetEnumerator() => new(Pieces);

    /// <summary>Walks the slots upwards without allocating.</summary>
    public struct Enumerator(ulong[][] pieces)
    {
        private int _word = -1;
        private ulong _left;

        public int Current { get; private set; }

        public bool MoveNext()
        {
            while (_left == 0)
            {
                if (++_word >= pieces.Length * Words)
                    return false;
                _left = pieces[_word / Words][_word % Words];
            }

            Current = (_word << 6) + BitOperations.TrailingZeroCount(_left);
            _left &= _left - 1;
            return true;
        }
    }

    /// <summary>A set on its way: pieces are shared with the one before until they are written to.</summary>
    private struct Edit
    {
        private readonly ulong[][] _before;

        public Edit(ulong[][] before, int pieces, int count)
        {
            (_before, Count, Pieces) = (before, count, new ulong[pieces][]);
            before.CopyTo(Pieces, 0);
            Pieces.AsSpan(before.Length).Fill(Nothing);
        }

        public ulong[][] Pieces { get; }

        public int Count { get; private set; }

        public void Set(int slot)
        {
            ref var word = ref WordOf(slot);
            Count += (word >> slot & 1) == 0 ? 1 : 0;
            word |= 1UL << slot;
        }

        public void Clear(int slot)
        {
            if (slot >> Shift >= Pieces.Length)
                return;
            ref var word = ref WordOf(slot);
            Count -= (int)(word >> slot & 1);
            word &= ~(1UL << slot);
        }

        private readonly ref ulong WordOf(int slot)
        {
            ref var piece = ref Pieces[slot >> Shift];
            if (ReferenceEquals(piece, slot >> Shift < _before.Length ? _before[slot >> Shift] : Nothing))
                piece = [.. piece];
            return ref piece[(slot >> 6) & (Words - 1)];
        }
    }
}
