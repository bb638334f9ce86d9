using System.Runtime.CompilerServices;
using GroupChat.Vectors.Dense.Memory;

namespace GroupChat.Vectors.Dense.Graph;

/// <summary>
/// The search in a graph: from the entry down to a level greedily, then along the best candidates until none of them has a
/// neighbour that is better. What it leaves in the scratch's beam is to be scored by floats.
/// </summary>
internal static unsafe class GraphWalk
{
    /// <summary>The slot closest to the query that a greedy walk from the entry down to this level finds.</summary>
    public static int Descend<TMeasure>(in VectorView rows, in GraphView graph, in DenseQuery query, SearchScratch scratch, int toLevel)
        where TMeasure : struct, IMeasure
    {
        var current = graph.Entry;
        scratch.Slots[0] = current;
        var best = BestOf<TMeasure>(rows, query, scratch, 1);
        for (var level = graph.EntryLevel; level >= toLevel; level--)
        {
            while (StepCloser<TMeasure>(rows, graph.Neighbours(current, level), graph.Count, GraphShape.Chosen, query, scratch, ref best))
                current = SlotKey.Slot(best);
        }

        return current;
    }

    /// <summary>Fills the beam with the best of a level, beginning at a slot. Those not admitted lead on but do not count; when they leave no room, it ends. One may be passed by.</summary>
    public static void Widen<TMeasure, TAdmission>(
        in VectorView rows, in GraphView graph, in DenseQuery query, SearchScratch scratch, int from, int level, int width, TAdmission admission, int without = -1)
        where TMeasure : struct, IMeasure
        where TAdmission : struct, IAdmission
    {
        var beam = scratch.Beam;
        beam.Reset(width, TAdmission.IsSelective);
        scratch.ForgetSeen(graph.Count);
        if (without >= 0)
            scratch.See(without);
        scratch.See(from);
        scratch.Slots[0] = from;
        var place = 0;
        OfferGroup<TMeasure, TAdmission>(rows, query, scratch, 1, admission, ref place);
        place = 0;
        var most = GraphShape.Most(level);
        while (!beam.IsOverfull && beam.TryExpand(ref place, out var slot))
        {
            var neighbours = graph.Neighbours(slot, level);
            if (beam.Next(place) is >= 0 and var next)
                Prefetch.Lines((byte*)graph.Neighbours(next, level), most * sizeof(int));
            var count = scratch.GatherUnseen(neighbours, most, graph.Count);
            if (count > 0)
                OfferGroup<TMeasure, TAdmission>(rows, query, scratch, count, admission, ref place);
        }
    }

    private static bool StepCloser<TMeasure>(
        in VectorView rows, int* neighbours, int limit, int most, in DenseQuery query, SearchScratch scratch, ref ulong best)
        where TMeasure : struct, IMeasure
    {
        var count = 0;
        for (var i = 0; i < most && neighbours[i] is var slot && slot != GraphShape.None; i++)
        {
            if (slot < limit)
                scratch.Slots[count++] = slot;
        }

        if (count == 0)
            return false;
        var found = BestOf<TMeasure>(rows, query, scratch, count);
        if (found >= best)
            return false;
        best = found;
        return true;
    }

    /// <summary>The best key of a group.</summary>
    private static ulong BestOf<TMeasure>(in VectorView rows, in DenseQuery query, SearchScratch scratch, int count)
        where TMeasure : struct, IMeasure
    {
        TMeasure.Score(rows, query, scratch, count, Ahead.Named);
        var best = ulong.MaxValue;
        for (var i = 0; i < count; i++)
            best = Math.Min(best, SlotKey.Of(scratch.Closeness[i], scratch.Slots[i]));
        return best;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OfferGroup<TMeasure, TAdmission>(
        in VectorView rows, in DenseQuery query, SearchScratch scratch, int count, TAdmission admission, ref int place)
        where TMeasure : struct, IMeasure
        where TAdmission : struct, IAdmission
    {
        TMeasure.Score(rows, query, scratch, count, Ahead.Named);
        var beam = scratch.Beam;
        for (var i = 0; i < count; i++)
        {
            var slot = scratch.Slots[i];
            var key = SlotKey.Of(scratch.Closeness[i], slot);
            if (TAdmission.IsSelective && !admission.Admits(slot))
                key |= SlotKey.Passage;
            place = Math.Min(place, beam.Offer(key));
        }
    }
}
