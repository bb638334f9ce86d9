using System.Numerics;
using System.Runtime.Intrinsics;
using GroupChat.Vectors.Index;

namespace GroupChat.Vectors.Dense.Scan;

/// <summary>Looks at every slot of a set and offers it to a beam: by codes, whose best are to be scored by floats, or by floats at once.</summary>
internal static unsafe class RowScan
{
    private const int Word = 64;

    /// <summary>From one slot on.</summary>
    public static void Run<TMeasure>(
        in VectorView view, in DenseQuery query, SearchScratch scratch, Beam beam, SlotSet among, int from, Ahead ahead)
        where TMeasure : struct, IMeasure
    {
        for (var next = from; Gather(among.Pieces, view.Count, ref next, scratch.Slots) is var count and > 0;)
        {
            TMeasure.Score(view, query, scratch, count, ahead);
            OfferBest(scratch.Slots, scratch.Closeness, count, beam);
        }
    }

    /// <summary>Most are not good enough: eight are asked at once whether one of them is.</summary>
    public static void OfferBest(int* slots, float* closeness, int count, Beam beam)
    {
        var least = beam.Least;
        var leasts = Vector256.Create(least);
        for (var i = 0; i < count; i += Vector256<float>.Count)
        {
            var last = Math.Min(i + Vector256<float>.Count, count);
            if (last == i + Vector256<float>.Count && Vector256.LessThanAll(Vector256.Load(closeness + i), leasts))
                continue;
            for (var j = i; j < last; j++)
            {
                if (closeness[j] >= least)
                    beam.Offer(SlotKey.Of(closeness[j], slots[j]));
            }
        }
    }

    /// <summary>Collects the next slots of the set, a group at most; none are left when it answers 0.</summary>
    private static int Gather(ulong[][] pieces, int limit, ref int next, int* slots)
    {
        var count = 0;
        while (next < limit && next >> SlotSet.Shift < pieces.Length)
        {
            var left = pieces[next >> SlotSet.Shift][(next >> 6) & (SlotSet.Words - 1)] & (ulong.MaxValue << next);
            if (count + BitOperations.PopCount(left) > SearchScratch.MaxGroup)
                break;
            var start = next & ~(Word - 1);
            next = start + Word;
            if (left == ulong.MaxValue)
                return Fitting(slots, All(start, slots), limit);
            for (; left != 0; left &= left - 1)
                slots[count++] = start + BitOperations.TrailingZeroCount(left);
        }

        return Fitting(slots, count, limit);
    }

    // A full word is a group of its own.
    private static int All(int start, int* slots)
    {
        for (var i = 0; i < Word; i += Vector256<int>.Count)
            (Vector256<int>.Indices + Vector256.Create(start + i)).Store(slots + i);
        return Word;
    }

    // Bits may name slots appended after the view was taken.
    private static int Fitting(int* slots, int count, int limit)
    {
        while (count > 0 && slots[count - 1] >= limit)
            count--;
        return count;
    }
}
