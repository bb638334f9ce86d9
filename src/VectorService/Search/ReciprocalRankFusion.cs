using GroupChat.Vectors.Index;
using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Search;

/// <summary>
/// Weighted reciprocal rank fusion, sum of w / (60 + rank) (G. Cormack et al., SIGIR 2009): only places count, so lanes whose
/// scores cannot be compared can be joined. Equal sums are ordered by point id.
/// </summary>
internal static class ReciprocalRankFusion
{
    private const double K = 60;

    public static IReadOnlyList<SearchHit> Fuse(
        Func<int, StoredPoint> pointAt,
        IReadOnlyList<(Lane Lane, IReadOnlyList<ScoredSlot> Found)> lanes,
        int limit,
        double denseWeight,
        double lexicalWeight)
    {
        var ranks = new Dictionary<int, List<LaneRank>>();
        foreach (var (lane, found) in lanes)
        {
            for (var i = 0; i < found.Count; i++)
            {
                if (!ranks.TryGetValue(found[i].Slot, out var places))
                    ranks[found[i].Slot] = places = [];
                places.Add(new LaneRank(lane, i + 1, found[i].Score));
            }
        }

        return
        [
            .. ranks
                .Select(pair => new SearchHit(pointAt(pair.Key), pair.Value.Sum(Share), pair.Value) { Slot = pair.Key })
                .OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Point.Id, StringComparer.Ordinal)
                .Take(limit),
        ];

        double Share(LaneRank place) => (place.Lane == Lane.Dense ? denseWeight : lexicalWeight) / (K + place.Rank);
    }
}
