using GroupChat.TestSupport;
using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Index;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Tests.Kit;

namespace GroupChat.Vectors.Tests.Index;

public sealed class IndexUpkeepTests
{
    private const int Dimension = 16;
    private const int Points = 800;

    [Fact]
    public async Task Run_TenantThatHasGrown_BuildsItsGraphAndMeasuresItsWidth()
    {
        var index = IndexOf(Points);
        var dense = index.Snapshot.Segment.Dense;
        Assert.True(index.WantsUpkeep);
        using var stopping = new CancellationTokenSource();
        var upkeep = new IndexUpkeep();
        upkeep.Offer(index);
        var running = Task.Run(() => upkeep.RunAsync(stopping.Token));
        await Task.Run(() => SpinWait.SpinUntil(() => !index.WantsUpkeep, TimeSpan.FromMinutes(5))).Within(TimeSpan.FromMinutes(5));
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running).Within();
        Assert.Equal(Points, dense.InGraph);
        Assert.Equal(Points, dense.Width.Rows);
        Assert.InRange(dense.Width.Recall, Clouds.Small.TargetRecall, 1);
    }

    [Fact]
    public void WantsUpkeep_SmallTenant_IsFalse() => Assert.False(IndexOf(Clouds.Small.ScanLimit).WantsUpkeep);

    [Fact]
    public void TryQueue_Twice_IsTrueOnceUntilUnqueued()
    {
        var index = IndexOf(1);
        Assert.True(index.TryQueue());
        Assert.False(index.TryQueue());
        index.Unqueue();
        Assert.True(index.TryQueue());
    }

    private static TenantIndex IndexOf(int points)
    {
        var index = new TenantIndex(new VectorShape(Dimension), Clouds.Small);
        var vectors = new Clouds(Dimension, seed: 4).Many(points);
        Snapshots.Apply(index, [.. vectors.Select((vector, i) => new StoredPoint($"p{i}", "", new Dictionary<string, string>(), vector, 1))], []);
        return index;
    }
}
