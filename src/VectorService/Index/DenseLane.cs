using System.Buffers;
using GroupChat.Vectors.Dense;

namespace GroupChat.Vectors.Index;

/// <summary>Nearest neighbours of a query among the candidates.</summary>
internal static class DenseLane
{
    public static IReadOnlyList<ScoredSlot> Search(TenantSnapshot snapshot, ReadOnlySpan<float> query, SlotSet candidates, int depth, bool exact = false)
    {
        if (!HasDirection(snapshot, query))
            return [];
        var found = ArrayPool<ScoredSlot>.Shared.Rent(depth);
        var count = snapshot.Segment.Dense.Search(query, RequestFor(snapshot, candidates, depth, exact), found.AsSpan(0, depth));
        var best = found[..count];
        ArrayPool<ScoredSlot>.Shared.Return(found);
        // Slots tell in which order points came; answers do not depend on it.
        Array.Sort(best, (left, right) => left.Score != right.Score
            ? right.Score.CompareTo(left.Score)
            : string.CompareOrdinal(snapshot.Point(left.Slot).Id, snapshot.Point(right.Slot).Id));
        return best;
    }

    /// <summary>A query of zeros (no known feature) is near to nothing, unless distances are measured.</summary>
    public static bool HasDirection(TenantSnapshot snapshot, ReadOnlySpan<float> query) =>
        snapshot.Segment.Dense.Rows.Metric == VectorMetric.Euclidean ? !query.IsEmpty : query.ContainsAnyExcept(0f);

    public static DenseRequest RequestFor(TenantSnapshot snapshot, SlotSet candidates, int depth, bool exact) =>
        new(candidates, depth) { Alive = snapshot.Live.Count, Exact = exact };
}
