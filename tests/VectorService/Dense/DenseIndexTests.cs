using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Index;
using GroupChat.Vectors.Tests.Kit;

namespace GroupChat.Vectors.Tests.Dense;

public sealed class DenseIndexTests
{
    private const int Dimension = 24;
    private const int Rows = 2_000;

    private readonly Clouds _clouds = new(Dimension, seed: 1);

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(200)]
    public void Search_AnyDimension_FindsTheNearestByFloatsAndByCodes(int dimension)
    {
        var clouds = new Clouds(dimension, seed: 2);
        var rows = clouds.Many(300);
        var index = Clouds.IndexOf(rows);
        var request = new DenseRequest(Clouds.Slots(Enumerable.Range(0, 300)), 5);
        for (var i = 0; i < 20; i++)
        {
            var query = clouds.Next(i);
            var best = index.Rows.Row(Clouds.Search(index, query, request with { Exact = true })[0]).ToArray();
            Assert.Equal(rows[Clouds.Nearest(rows, query, request.Among, 1)[0]], best);
            Assert.Equal(best, index.Rows.Row(Clouds.Search(index, query, request with { Path = SearchPath.Codes })[0]).ToArray());
        }
    }

    [Theory]
    [InlineData(nameof(VectorMetric.Cosine))]
    [InlineData(nameof(VectorMetric.Dot))]
    [InlineData(nameof(VectorMetric.Euclidean))]
    public void Search_AlongTheGraph_FindsNearlyAll(string name)
    {
        var metric = Enum.Parse<VectorMetric>(name);
        // Of different lengths, or the metrics would all say the same.
        var rows = _clouds.Many(Rows).Select((row, i) => metric == VectorMetric.Cosine ? row : Array.ConvertAll(row, value => value * (1 + (i % 3)))).ToArray();
        var index = Clouds.IndexOf(rows, metric);
        Assert.Equal(Rows, index.Build(int.MaxValue));
        var request = new DenseRequest(Clouds.Slots(Enumerable.Range(0, Rows)), 10) { Path = SearchPath.Graph, Width = 96 };
        var queries = Enumerable.Range(0, 50).Select(_clouds.Next).ToArray();
        Assert.InRange(Clouds.Recall(index, rows, queries, request, metric), 0.95, 1);
        Assert.InRange(Clouds.Recall(index, rows, queries, request with { WalkByFloats = true }, metric), 0.95, 1);
        Assert.InRange(Clouds.Recall(index, rows, queries, request with { Path = SearchPath.Codes }, metric), 0.999, 1);
        Assert.Equal(1, Clouds.Recall(index, rows, queries, request with { Path = null, Exact = true }, metric), 3);
    }

    [Fact]
    public void Search_ARowItself_ScoresWhatTheMetricSays()
    {
        var row = new float[] { 3, 4 };
        var request = new DenseRequest(Clouds.Slots([0]), 1);
        foreach (var (metric, score) in new[] { (VectorMetric.Dot, 25.0), (VectorMetric.Euclidean, 0) })
        {
            var found = new ScoredSlot[1];
            Assert.Equal(1, Clouds.IndexOf([row], metric).Search(row, request, found));
            Assert.Equal(score, found[0].Score, 1e-5);
        }

        var apart = new ScoredSlot[1];
        Clouds.IndexOf([row], VectorMetric.Euclidean).Search([0, 0], request, apart);
        Assert.Equal(-5, apart[0].Score, 1e-5);
    }

    [Fact]
    public void Search_RowsNotYetInTheGraph_AreFound()
    {
        var rows = _clouds.Many(Rows);
        var index = Clouds.IndexOf(rows);
        Assert.True(index.WantsBuilding);
        index.Build(Rows - 100);
        var request = new DenseRequest(Clouds.Slots(Enumerable.Range(0, Rows)), 1) { Path = SearchPath.Graph };
        for (var slot = Rows - 100; slot < Rows; slot++)
            Assert.Equal(slot, Clouds.Search(index, rows[slot], request)[0]);
    }

    [Fact]
    public void Search_DeletedAndReplacedRows_AreNotFoundAndNothingIsLost()
    {
        var rows = _clouds.Many(Rows);
        var index = Clouds.IndexOf(rows);
        index.Build(int.MaxValue);
        // A third is gone, whole clusters among it: what is dead still leads on.
        var live = Clouds.Slots(Enumerable.Range(0, Rows).Where(slot => slot % 5 != 0 && _clouds.ClusterOf(slot) > 6));
        var request = new DenseRequest(live, 10) { Path = SearchPath.Graph, Width = 96 };
        var queries = Enumerable.Range(0, 40).Select(_clouds.Next).ToArray();
        Assert.All(queries, query => Assert.All(Clouds.Search(index, query, request), slot => Assert.True(live.Contains(slot))));
        Assert.InRange(Clouds.Recall(index, rows, queries, request), 0.95, 1);
    }

    [Fact]
    public void Search_FilterOfOneClusterAlongTheGraph_StillFillsTheAnswer()
    {
        var rows = _clouds.Many(Rows);
        var index = Clouds.IndexOf(rows);
        index.Build(int.MaxValue);
        // Asked for from elsewhere, a walk meets nothing that is let through: then all of it is looked at.
        var among = Clouds.Slots(Enumerable.Range(0, Rows).Where(slot => _clouds.ClusterOf(slot) == 3));
        var query = _clouds.Next(20);
        var found = Clouds.Search(index, query, new DenseRequest(among, 10) { Path = SearchPath.Graph, Width = 16 });
        Assert.Equal(Clouds.Nearest(rows, query, among, 10).Order(), found.Order());
    }

    [Fact]
    public void Search_HalfLetThroughByContent_FindsNearlyAllAlongTheGraph()
    {
        var rows = _clouds.Many(Rows + 1_000);
        var index = Clouds.IndexOf(rows);
        index.Build(int.MaxValue);
        // Half of the queries come from where nothing is let through.
        var request = new DenseRequest(Clouds.Slots(Enumerable.Range(0, rows.Length).Where(slot => _clouds.ClusterOf(slot) < 20)), 10);
        Assert.Equal(SearchPath.Graph, index.PlanFor(request).Path);
        Assert.InRange(Clouds.Recall(index, rows, Enumerable.Range(0, 80).Select(_clouds.Next), request), 0.95, 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(70)]
    public void Search_LooksThroughAnySet_FindsTheNearestInIt(int step)
    {
        var rows = _clouds.Many(Rows);
        var index = Clouds.IndexOf(rows);
        // Whole words of slots, words with holes, none, and the last one cut off.
        var among = Clouds.Slots(Enumerable.Range(0, Rows - 20).Where(slot => slot % step == 0 || slot is >= 640 and < 830));
        foreach (var query in Enumerable.Range(0, 20).Select(_clouds.Next))
        {
            var expected = Clouds.Nearest(rows, query, among, 10).Order();
            Assert.Equal(expected, Clouds.Search(index, query, new DenseRequest(among, 10) { Path = SearchPath.Floats }).Order());
            Assert.Equal(expected, Clouds.Search(index, query, new DenseRequest(among, 10) { Path = SearchPath.Codes }).Order());
        }
    }

    [Fact]
    public void Search_EmptySetOrEmptyIndex_FindsNothing()
    {
        var index = new DenseIndex(Dimension, settings: Clouds.Small);
        foreach (var path in Enum.GetValues<SearchPath>())
            Assert.Empty(Clouds.Search(index, _clouds.Next(0), new DenseRequest(SlotSet.Empty, 3) { Path = path }));
        index.Rows.Append(_clouds.Next(0));
        index.Build(1);
        foreach (var path in Enum.GetValues<SearchPath>())
            Assert.Empty(Clouds.Search(index, _clouds.Next(0), new DenseRequest(SlotSet.Empty, 3) { Path = path }));
    }

    [Fact]
    public void Search_Warm_AllocatesNothing()
    {
        var rows = _clouds.Many(Rows);
        var index = Clouds.IndexOf(rows);
        index.Build(int.MaxValue);
        var found = new ScoredSlot[10];
        var request = new DenseRequest(Clouds.Slots(Enumerable.Range(0, Rows)), 10) { Path = SearchPath.Graph };
        long allocated = -1;
        for (var round = 0; round < 3; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var path in Enum.GetValues<SearchPath>())
                index.Search(rows[round], request with { Path = path }, found);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        // Enum.GetValues makes its array anew each time.
        Assert.InRange(allocated, 0, 200);
    }

    [Fact]
    public void Append_VectorOfAnotherLength_IsRefused() =>
        Assert.Throws<InvalidDataException>(() => new DenseIndex(Dimension).Rows.Append(new float[Dimension + 1]));
}
