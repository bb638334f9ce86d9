using System.Numerics;
using System.Runtime.Intrinsics;
using GroupChat.Vectors.Dense.Memory;
using GroupChat.Vectors.Dense.Scan;
using GroupChat.Vectors.Index;

namespace GroupChat.Vectors.Dense.Sketches;

/// <summary>
/// Looks at every slot of a set, as <see cref="RowScan"/> does by codes, but reads the codes of those only whose sketches do not rule
/// them out: a quarter of the memory. For sets that leave out little, since sketches are read one after the other.
/// </summary>
internal static unsafe class SketchScan
{
    /// <summary>Chance keeps a row from its place once in thirty thousand times, and only if it is the last that counts.</summary>
    private const float Deviations = 4;

    private const int Word = 64;

    public static bool Suits(in VectorView view, SlotSet among) =>
        Sketch.IsMade(view.Rows.Dimension) && among.Count >= view.Count / 2;

    public static void Run(in VectorView view, in DenseQuery query, SearchScratch scratch, Beam beam, SlotSet among)
    {
        var sketch = scratch.Sketch(view, query, Deviations);
        var (pieces, waiting) = (among.Pieces, 0);
        for (var start = 0; start < view.Count && start >> SlotSet.Shift < pieces.Length; start += Word)
        {
            var asked = pieces[start >> SlotSet.Shift][(start >> 6) & (SlotSet.Words - 1)];
            if (asked == 0)
                continue;
            for (var left = asked & Possible(view, query, sketch, scratch, start, beam.Least); left != 0; left &= left - 1)
            {
                var slot = start + BitOperations.TrailingZeroCount(left);
                Prefetch.Lines(view.Codes[slot], view.CodeLength);
                scratch.Slots[waiting++] = slot;
                if (waiting == SearchScratch.MaxGroup)
                    Offer(view, query, scratch, beam, ref waiting);
            }
        }

        Offer(view, query, scratch, beam, ref waiting);
    }

    private static void Offer(in VectorView view, in DenseQuery query, SearchScratch scratch, Beam beam, ref int waiting)
    {
        if (waiting == 0)
            return;
        ByCodes.Score(view, query, scratch, waiting, Ahead.None);
        RowScan.OfferBest(scratch.Slots, scratch.Closeness, waiting, beam);
        waiting = 0;
    }

    /// <summary>Which of 64 slots from one on may be as close as this.</summary>
    private static ulong Possible(in VectorView view, in DenseQuery query, in SketchQuery sketch, SearchScratch scratch, int start, float least)
    {
        var count = Math.Min(Word, view.Count - start);
        byte** rows = scratch.Rows;
        float* most = scratch.Closeness;
        var first = view.Sketches[start];
        for (var i = 0; i < count; i++)
            rows[i] = first + ((nint)i * view.Sketches.Stride);
        Scoring.FillUp(rows, count);
        SketchBound.Score(sketch, rows, most, count, Sketch.Bytes(view.Rows.Dimension), Ahead.Following);
        if (view.Metric == VectorMetric.Euclidean)
            Scoring.ToEuclidean(view, query, start, most, count);
        var (leasts, possible) = (Vector256.Create(least), 0ul);
        for (var i = 0; i < Word; i += Vector256<float>.Count)
            possible |= (ulong)Vector256.GreaterThanOrEqual(Vector256.Load(most + i), leasts).ExtractMostSignificantBits() << i;
        return count == Word ? possible : possible & ((1ul << count) - 1);
    }
}
