using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Lexical;
using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Index;

/// <summary>
/// Points side by side, each at a slot that never changes: vectors for the dense lane, postings for BM25, and what is
/// shown of a hit. One writer appends; readers go by the slots their snapshot names. Nothing is ever taken out: a segment with
/// too many dead slots is compacted into a new one.
/// </summary>
internal sealed class Segment(int dimension, DenseSettings settings, InvertedIndex terms)
{
    private readonly AppendList<StoredPoint> _points = new();
    private readonly AppendList<int> _lengths = new();

    public int Count => _points.Count;

    public InvertedIndex Terms => terms;

    /// <summary>All vectors, each at the slot of its point.</summary>
    public DenseIndex Dense { get; } = new(dimension, settings: settings);

    /// <summary>The point at a slot, without its vector: that is in <see cref="Dense"/> only.</summary>
    public StoredPoint Point(int slot) => _points[slot];

    /// <summary>Words in the point at a slot.</summary>
    public int Length(int slot) => _lengths[slot];

    public int Append(IndexedPoint added)
    {
        var slot = Append(added.Point, added.Point.Vector, added.Terms.Length);
        terms.Add(slot, added.Terms);
        return slot;
    }

    /// <summary>A new segment with the live points only, in the same order.</summary>
    public Segment Compact(SlotSet live)
    {
        var newSlots = new int[Count];
        Array.Fill(newSlots, -1);
        var next = 0;
        foreach (var slot in live)
            newSlots[slot] = next++;
        var compacted = new Segment(dimension, settings, terms.Compact(newSlots));
        foreach (var slot in live)
            compacted.Append(Point(slot), Dense.Rows.Row(slot), Length(slot));
        return compacted;
    }

    private int Append(StoredPoint point, ReadOnlySpan<float> row, int length)
    {
        Dense.Rows.Append(row);
        _lengths.Add(length);
        _points.Add(point with { Vector = [] });
        return _points.Count - 1;
    }
}
