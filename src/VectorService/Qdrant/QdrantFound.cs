using System.Numerics.Tensors;
using GroupChat.Vectors.Index;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Search;

namespace GroupChat.Vectors.Qdrant;

/// <summary>What the lanes of one search brought, fused in the same way as over an index of our own.</summary>
internal sealed class QdrantFound(SearchQuery query)
{
    private readonly List<StoredPoint> _points = [];
    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);
    private readonly List<(Lane, IReadOnlyList<ScoredSlot>)> _lanes = [];

    public static int DepthOf(SearchQuery query) => Math.Max(TenantSearch.LaneDepth, TenantSearch.Wanted(query));

    public static bool NeedsVectors(SearchQuery query) => query.WithVectors || query.Diversity is not null;

    public void Add(Lane lane, IReadOnlyList<(StoredPoint Point, double Score)> found) =>
        _lanes.Add((lane, [.. found.Select(one => new ScoredSlot(SlotOf(one.Point), one.Score))]));

    /// <param name="isName">Whether the query is nothing but a name, which counts more.</param>
    public IReadOnlyList<SearchHit> Fused(bool isName)
    {
        var words = TenantSearch.LexicalWeight(query, isName);
        var hits = ReciprocalRankFusion.Fuse(slot => _points[slot], _lanes, TenantSearch.Wanted(query), query.Dense.Weight, words);
        if (query.Diversity is { } diversity)
            hits = diversity.Choose(hits, Cosine, query.Limit);
        return query.WithVectors ? [.. hits.Select(hit => hit with { Vector = _points[hit.Slot].Vector })] : hits;
    }

    // As of rows in memory: 0 where one has no direction, or no vector came.
    private float Cosine(int left, int right)
    {
        var (one, other) = (_points[left].Vector, _points[right].Vector);
        var cosine = one.Length > 0 && one.Length == other.Length ? TensorPrimitives.CosineSimilarity(one, other) : 0;
        return float.IsFinite(cosine) ? cosine : 0;
    }

    private int SlotOf(StoredPoint point)
    {
        if (_slots.TryGetValue(point.Id, out var slot))
            return slot;
        _points.Add(point);
        return _slots[point.Id] = _points.Count - 1;
    }
}
