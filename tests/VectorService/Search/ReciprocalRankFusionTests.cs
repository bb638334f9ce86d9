using GroupChat.Vectors.Index;
using GroupChat.Vectors.Search;
using GroupChat.Vectors.Tests.Kit;

namespace GroupChat.Vectors.Tests.Search;

public sealed class ReciprocalRankFusionTests
{
    private readonly TenantSnapshot _snapshot = Snapshots.Of("zero", "one", "two", "three");

    [Fact]
    public void Fuse_TwoLanes_WeighsWordsDouble()
    {
        var hits = Fuse(10, (Lane.Bm25, [Of(1, 9), Of(2, 8)]), (Lane.Dense, [Of(2, 0.9), Of(3, 0.1)]));
        Assert.Equal(["p2", "p1", "p3"], hits.Select(hit => hit.Point.Id));
        Assert.Equal((2 / 62.0) + (1 / 61.0), hits[0].Score, 1e-12);
        Assert.Equal(2 / 61.0, hits[1].Score, 1e-12);
        Assert.Equal([new(Lane.Bm25, 2, 8), new LaneRank(Lane.Dense, 1, 0.9)], hits[0].Lanes);
    }

    [Fact]
    public void Fuse_EqualSums_AreOrderedById() =>
        Assert.Equal(["p0", "p3"], Fuse(10, (Lane.Bm25, [Of(3, 5)]), (Lane.Trigram, [Of(0, 5)])).Select(hit => hit.Point.Id));

    [Fact]
    public void Fuse_Limit_CutsTheWorst() => Assert.Equal("p1", Assert.Single(Fuse(1, (Lane.Dense, [Of(1, 3), Of(2, 2)]))).Point.Id);

    [Fact]
    public void Fuse_NothingFound_IsEmpty() => Assert.Empty(Fuse(5, (Lane.Dense, []), (Lane.Bm25, [])));

    private IReadOnlyList<SearchHit> Fuse(int limit, params (Lane, IReadOnlyList<ScoredSlot>)[] lanes) =>
        ReciprocalRankFusion.Fuse(_snapshot.Point, lanes, limit, 1, 2);

    private static ScoredSlot Of(int slot, double score) => new(slot, score);
}
