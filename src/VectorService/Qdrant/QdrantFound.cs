using GroupChat.Vectors.Dense;
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

    public IReadOnlyList<SearchHit> Fused(int dimension)
    {
        var hits = ReciprocalRankFusion.Fuse(slot => _points[slot], _lanes, TenantSearch.Wanted(query), query.Dense.Weight, query.Lexical.Weight);
        if (query.Diversity is { } diversity)
            hits = diversity.Choose(hits, Rows(dimension), query.Limit);
        return query.WithVectors ? [.. hits.Select(hit => hit with { Vector = _points[hit.Slot].Vector })] : hits;
    }

    private VectorRows Rows(int dimension)
    {
        var rows = new VectorRows(dimension, VectorMetric.Cosine);
        foreach (var point in _points)
            rows.Append(point.Vector);
        return rows;
    }

    private int SlotOf(StoredPoint point)
    {
        if (_slots.TryGetValue(point.Id, out var slot))
            return slot;
        _points.Add(point);
        return _slots[point.Id] = _points.Count - 1;
    }
}
