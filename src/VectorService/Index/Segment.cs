using GroupChat.Vectors.Lexical;
using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Index;

/// <summary>
/// Points side by side, each at a slot that never changes: rows of floats for the dense scan, postings for BM25, and what is
/// shown of a hit. One writer appends; readers go by the slots their snapshot names. Nothing is ever taken out: a segment with
/// too many dead slots is compacted into a new one.
/// </summary>
internal sealed class Segment(int dimension, InvertedIndex terms)
{
    private readonly AppendList<StoredPoint> _points = new();
    private readonly AppendList<int> _lengths = new();
    private readonly AppendList<float> _rows = new(dimension);

    public int Count => _points.Count;

    public InvertedIndex Terms => terms;

    public int Dimension => dimension;

    /// <summary>The point at a slot, without its vector: that is in <see cref="Rows"/> only.</summary>
    public StoredPoint Point(int slot) => _points[slot];

    /// <summary>Words in the point at a slot.</summary>
    public int Length(int slot) => _lengths[slot];

    /// <summary>All vectors, one after the other.</summary>
    public ReadOnlySpan<float> Rows => _rows.Span;

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
        var compacted = new Segment(dimension, terms.Compact(newSlots));
        foreach (var slot in live)
            compacted.Append(Point(slot), Rows.Slice(slot * dimension, dimension), Length(slot));
        return compacted;
    }

    private int Append(StoredPoint point, ReadOnlySpan<float> row, int length)
    {
        // A row of another length would shift every row behind it.
        if (row.Length != dimension)
            throw new InvalidDataException($"A vector of {row.Length} dimensions in an index of {dimension}.");
        _rows.AddRange(row);
        _lengths.Add(length);
        _points.Add(point with { Vector = [] });
        return _points.Count - 1;
    }
}
