using System.Runtime.InteropServices;

namespace GroupChat.Vectors.Dense.Graph;

/// <summary>
/// Chooses neighbours for a slot, by floats: the closest first, and only those that are closer to it than to one chosen before, so
/// that links go in different directions (the paper's heuristic). Belongs to the writer; its memory is used again.
/// </summary>
internal sealed unsafe class NeighbourChoice
{
    private readonly List<ulong> _candidates = new(GraphShape.BuildWidth);
    private readonly int[] _chosen = new int[GraphShape.Lowest];

    /// <summary>Begins anew.</summary>
    public void Clear() => _candidates.Clear();

    /// <summary>Scores a group of candidates, the scratch's first slots, from the point of view of a slot.</summary>
    public void Offer(in VectorView view, int slot, SearchScratch scratch, int count)
    {
        ByFloats.Score(view, view.Float(slot), scratch, count, Ahead.Named);
        for (var i = 0; i < count; i++)
        {
            var candidate = scratch.Slots[i];
            _candidates.Add(SlotKey.Of(scratch.Closeness[i], candidate));
        }
    }

    /// <summary>At most so many of the candidates, closest first.</summary>
    public ReadOnlySpan<int> Choose(in VectorView view, int most, SearchScratch scratch)
    {
        var candidates = CollectionsMarshal.AsSpan(_candidates);
        candidates.Sort();
        var count = 0;
        foreach (var key in candidates)
        {
            if (count == most)
                break;
            var candidate = SlotKey.Slot(key);
            if (IsNewDirection(view, candidate, SlotKey.Closeness(key), _chosen.AsSpan(0, count), scratch))
                _chosen[count++] = candidate;
        }

        return _chosen.AsSpan(0, count);
    }

    private bool IsNewDirection(
        in VectorView view, int candidate, float toSlot, ReadOnlySpan<int> chosen, SearchScratch scratch)
    {
        for (var i = 0; i < chosen.Length; i += 4)
        {
            var count = Math.Min(4, chosen.Length - i);
            for (var j = 0; j < count; j++)
                scratch.Slots[j] = chosen[i + j];
            ByFloats.Score(view, view.Float(candidate), scratch, count, Ahead.None);
            for (var j = 0; j < count; j++)
            {
                if (scratch.Closeness[j] > toSlot)
                    return false;
            }
        }

        return true;
    }
}
