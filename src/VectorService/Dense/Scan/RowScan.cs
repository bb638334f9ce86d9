using System.Numerics;
using GroupChat.Vectors.Index;

namespace GroupChat.Vectors.Dense.Scan;

/// <summary>Looks at every slot of a set and offers it to a beam: by codes, whose best are to be scored by floats, or by floats at once.</summary>
internal static unsafe class RowScan
{
    /// <summary>From one slot on. Scattered: rows are asked for ahead; those one after the other the processor fetches by itself.</summary>
    public static void Run<TMeasure>(
        in VectorView view, in DenseQuery query, SearchScratch scratch, Beam beam, SlotSet among, int from, bool isScattered)
        where TMeasure : struct, IMeasure
    {
        for (var next = from; Gather(among.Pieces, view.Count, ref next, scratch) is var count and > 0;)
        {
            TMeasure.Score(view, query, scratch, count, isScattered);
            var least = beam.Least;
            for (var i = 0; i < count; i++)
            {
                // Most are not good enough, and this is the cheaper question.
                if (scratch.Closeness[i] >= least)
                    beam.Offer(SlotKey.Of(scratch.Closeness[i], scratch.Slots[i]));
            }
        }
    }

    /// <summary>Collects the next slots of the set, a group at most; none are left when it answers 0.</summary>
    private static int Gather(ulong[][] pieces, int limit, ref int next, SearchScratch scratch)
    {
        var count = 0;
        while (next < limit && next >> SlotSet.Shift < pieces.Length)
        {
            var left = pieces[next >> SlotSet.Shift][(next >> 6) & (SlotSet.Words - 1)] & (ulong.MaxValue << next);
            if (count + BitOperations.PopCount(left) > SearchScratch.MaxGroup)
                break;
            var start = next & ~63;
            for (; left != 0; left &= left - 1)
                scratch.Slots[count++] = start + BitOperations.TrailingZeroCount(left);
            next = start + 64;
        }

        return Fitting(scratch, count, limit);
    }

    // Bits may name slots appended after the view was taken.
    private static int Fitting(SearchScratch scratch, int count, int limit)
    {
        while (count > 0 && scratch.Slots[count - 1] >= limit)
            count--;
        return count;
    }
}
