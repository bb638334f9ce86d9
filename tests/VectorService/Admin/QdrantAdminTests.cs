using GroupChat.TestSupport;
using GroupChat.Vectors.Tests.Qdrant;

namespace GroupChat.Vectors.Tests.Admin;

/// <summary>The same of points on a Qdrant server.</summary>
public sealed class QdrantAdminTests : AdminRpcTests
{
    private QdrantPlace _place = null!;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _place.DisposeAsync();
    }

    [Fact]
    public async Task Stats_OfAServer_TellsWhatItSays()
    {
        await FillAsync("r1", 30);
        var stats = await Vectors.GetCollectionStatsAsync(new() { CollectionId = Collection }).ResponseAsync.Within();
        Assert.Equal(("qdrant", 30), (stats.Backend, stats.Collection.PointCount));
        Assert.True(stats.HasIndexedCount && stats.State.Length > 0);
        Assert.False(stats.HasTenantCount);
    }

    [Fact]
    public async Task Snapshots_OfAServer_AreItsOwn()
    {
        await FailsAsync("SNAPSHOTS_ELSEWHERE", () => Vectors.CreateSnapshotAsync(new() { CollectionId = Collection }).ResponseAsync);
        await FailsAsync("SNAPSHOTS_ELSEWHERE", () => Vectors.ListSnapshotsAsync(new() { CollectionId = Collection }).ResponseAsync);
        await FailsAsync("SNAPSHOTS_ELSEWHERE", () => Vectors.RestoreSnapshotAsync(new() { CollectionId = Collection, SnapshotId = "a" }).ResponseAsync);
        await FailsAsync("SNAPSHOTS_ELSEWHERE", () => Vectors.DeleteSnapshotAsync(new() { CollectionId = Collection, SnapshotId = "a" }).ResponseAsync);
    }

    private protected override async Task<TestNode> StartAsync() => await QdrantNode.StartAsync(_place = await QdrantPlace.OpenAsync());
}
