using System.Numerics.Tensors;

namespace GroupChat.Vectors.Index;

/// <summary>Exact nearest neighbours by cosine: every candidate's row is compared. Rows and query have unit length.</summary>
internal static class DenseLane
{
    public static IReadOnlyList<ScoredSlot> Search(TenantSnapshot snapshot, ReadOnlySpan<float> query, SlotSet candidates, int depth)
    {
        // A query without direction (no known feature) is near to nothing.
        if (!query.ContainsAnyExcept(0f))
            return [];
        var top = new TopSlots(depth, snapshot);
        var rows = snapshot.Segment.Rows;
        foreach (var slot in candidates)
            top.Offer(slot, TensorPrimitives.Dot(query, rows.Slice(slot * query.Length, query.Length)));
        return top.Best;
    }
}
