using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Lexical;
using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Index;

/// <summary>
/// Points side by side, each at a slot that never changes: vectors for the dense lane, postings for BM25, and what is
/// shown of a hit. One writer appends; readers go by the slots their snapshot names. Nothing is ever taken out: a segment with
/// too many dead slots is compacted into a new one.
/// </summary>
internal sealed class Segment(DenseIndex dense, DenseSettings settings)
{
    private static readonly StoredPoint Nobody = new("", "", new Dictionary<string, string>(), [], 0);

    private readonly AppendList<StoredPoint> _points = new();
    private readonly AppendList<int> _lengths = new();

    public int Count => _points.Count;

    public InvertedIndex Terms { get; private init; } = new();

    public PayloadPostings Payloads { get; } = new();

    /// <summary>All vectors, each at the slot of its point.</summary>
    public DenseIndex Dense => dense;

    /// <summary>The point at a slot, without its vector: that is in <see cref="Dense"/> only.</summary>
    public StoredPoint Point(int slot) => _points[slot];

    /// <summary>Words in the point at a slot.</summary>
    public int Length(int slot) => _lengths[slot];

    public int Append(IndexedPoint added)
    {
        dense.Rows.Append(added.Point.Vector);
        return Describe(added);
    }

    /// <summary>Says whose the next vector is that is there already.</summary>
    public int Describe(IndexedPoint point)
    {
        Terms.Add(Count, point.Terms);
        return Describe(point.Point, point.Terms.Length);
    }

    /// <summary>Says that the next vector that is there already is nobody's.</summary>
    public void DescribeDead() => Describe(Nobody, 0);

    /// <summary>A new segment with the live points only, in the same order.</summary>
    public Segment Compact(SlotSet live)
    {
        var newSlots = new int[Count];
        Array.Fill(newSlots, -1);
        var next = 0;
        foreach (var slot in live)
            newSlots[slot] = next++;
        var rows = new DenseIndex(dense.Rows.Dimension, dense.Rows.Metric, settings);
        var compacted = new Segment(rows, settings) { Terms = Terms.Compact(newSlots) };
        foreach (var slot in live)
        {
            rows.Rows.Append(dense.Rows.Row(slot));
            compacted.Describe(Point(slot), Length(slot));
        }

        return compacted;
    }

    private int Describe(StoredPoint point, int length)
    {
        Payloads.Add(Count, point.Payload);
        _lengths.Add(length);
        _points.Add(point with { Vector = [] });
        return _points.Count - 1;
    }
}
