using GroupChat.TestSupport;
using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Index;
using GroupChat.Vectors.Tests.Kit;

namespace GroupChat.Vectors.Tests.Index;

public sealed class CompactionTests
{
    private const int Points = 1_200;

    private readonly Clouds _clouds = new(Tenants.Dimension, seed: 15);
    private readonly TenantIndex _index = Tenants.Grown(Points);
    private readonly Dictionary<string, float[]> _model = [];

    public CompactionTests()
    {
        foreach (var slot in _index.Snapshot.Live)
            _model[_index.Snapshot.Point(slot).Id] = _index.Snapshot.Segment.Dense.Rows.Row(slot).ToArray();
    }

    [Fact]
    public void Keep_ManyDead_ReplacesTheSegmentOnceItsGraphIsBuilt()
    {
        Delete(0, 300);
        Assert.False(_index.WantsUpkeep);
        Delete(300, 150);
        Assert.True(_index.WantsUpkeep);
        var old = _index.Snapshot.Segment;
        _index.Keep(100, default);
        Assert.Same(old, _index.Snapshot.Segment);
        Replace(900, 50); // while the new one grows
        Delete(890, 5);
        for (var turn = 0; _index.WantsUpkeep; turn++)
        {
            Assert.True(turn < 50, "never done");
            _index.Keep(100, default);
        }

        var snapshot = _index.Snapshot;
        Assert.NotSame(old, snapshot.Segment);
        Assert.InRange(snapshot.Segment.Count, 745, 805);
        Assert.Equal(snapshot.Segment.Count, snapshot.Segment.Dense.InGraph);
        Assert.True(_index.WantsSaving);
        AssertHoldsTheModel();
    }

    [Fact]
    public void Snapshot_TakenBeforeACompaction_StaysAsItWas()
    {
        Delete(0, 200);
        var before = _index.Snapshot;
        var ids = Ids(before);
        Delete(200, 400);
        while (_index.WantsUpkeep)
            _index.Keep(Points, default);
        Assert.NotSame(before.Segment, _index.Snapshot.Segment);
        Assert.Equal(ids, Ids(before));
        Assert.Equal(10, Tenants.Walk(before.Segment.Dense, _clouds.Next(0), before.Live).Length);
    }

    [Fact]
    public async Task Keep_WhileOthersWriteAndSearch_LosesNothing()
    {
        Delete(0, 500);
        using var stopping = new CancellationTokenSource();
        var writing = Task.Run(() =>
        {
            for (var turn = 0; turn < 300; turn++)
            {
                Replace(600 + (turn % 500), 3);
                Delete(600 + (turn * 7 % 500), 1);
            }
        });
        var searching = Task.Run(() =>
        {
            while (!stopping.IsCancellationRequested)
            {
                var snapshot = _index.Snapshot;
                var query = snapshot.Segment.Dense.Rows.Row(0).ToArray();
                Assert.All(Tenants.Walk(snapshot.Segment.Dense, query, snapshot.Live), slot => Assert.True(snapshot.Live.Contains(slot)));
            }
        });
        while (!writing.IsCompleted || _index.WantsUpkeep)
            _index.Keep(50, default);
        await writing.Within();
        await stopping.CancelAsync();
        await searching.Within();
        AssertHoldsTheModel();
    }

    private void Delete(int from, int count)
    {
        var ids = Enumerable.Range(from, count).Select(number => $"p{number}").ToArray();
        Array.ForEach(ids, id => _model.Remove(id));
        Snapshots.Apply(_index, [], ids);
    }

    private void Replace(int from, int count)
    {
        var points = Enumerable.Range(from, count).Select(number => Tenants.Point(number, _clouds.Next(number))).ToArray();
        Array.ForEach(points, point => _model[point.Id] = point.Vector);
        Snapshots.Apply(_index, points, []);
    }

    private void AssertHoldsTheModel()
    {
        var snapshot = _index.Snapshot;
        Assert.Equal(_model.Keys.Order(StringComparer.Ordinal), Ids(snapshot));
        foreach (var slot in snapshot.Live)
            Assert.Equal(_model[snapshot.Point(slot).Id], snapshot.Segment.Dense.Rows.Row(slot).ToArray());
        var (ids, rows) = (_model.Keys.ToArray(), _model.Values.ToArray());
        var all = Clouds.Slots(Enumerable.Range(0, rows.Length));
        var found = 0;
        foreach (var query in _clouds.Many(50))
        {
            var request = new DenseRequest(snapshot.Live, 10) { Path = SearchPath.Graph, Width = 100 };
            found += Clouds.Search(snapshot.Segment.Dense, query, request).Select(slot => snapshot.Point(slot).Id)
                .Intersect(Clouds.Nearest(rows, query, all, 10).Select(slot => ids[slot])).Count();
        }

        Assert.InRange(found / 500.0, 0.95, 1);
    }

    private static IEnumerable<string> Ids(TenantSnapshot snapshot)
    {
        var ids = new List<string>();
        foreach (var slot in snapshot.Live)
            ids.Add(snapshot.Point(slot).Id);
        return ids.Order(StringComparer.Ordinal);
    }
}
