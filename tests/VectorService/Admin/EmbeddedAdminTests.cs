using GroupChat.Contracts.Vector.V1;
using GroupChat.TestSupport;
using GroupChat.Vectors.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.Vectors.Tests.Admin;

/// <summary>Stats and snapshots of points in vectors.db.</summary>
public sealed class EmbeddedAdminTests : AdminRpcTests, IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Stats_LoadedAndNot_TellsBoth()
    {
        await FillAsync("r1", 30);
        await FillAsync("r2", 2);
        await Vectors.SearchPointsAsync(new() { Address = new() { CollectionId = Collection, TenantId = "r1" }, Query = "words" }).ResponseAsync.Within();
        var stats = await Vectors.GetCollectionStatsAsync(new() { CollectionId = Collection }).ResponseAsync.Within();
        Assert.Equal(("embedded", 32, 2, 1, 0), (stats.Backend, stats.Collection.PointCount, stats.TenantCount, stats.LoadedTenantCount, stats.PendingCount));
        Assert.Equal(
            [("floats", 1_000, 2, 32), ("codes", 20_000, 0, 0), ("graph", 0, 0, 0)],
            stats.Classes.Select(one => (one.DensePath, (int)one.MaxPoints, (int)one.TenantCount, (int)one.PointCount)));
        Assert.InRange(stats.MemoryBytes, 30 * 768 * sizeof(float), long.MaxValue);
        Assert.True(stats.DatabaseBytes > 0 && !stats.HasIndexedCount);
    }

    [Fact]
    public async Task Snapshot_RestoredElsewhereAndInPlace_IsTheSame()
    {
        await FillAsync("r1", 700);
        await FillAsync("r2", 5);
        var before = await ContentsAsync(Collection);
        var taken = (await Vectors.CreateSnapshotAsync(new() { CollectionId = Collection }).ResponseAsync.Within()).Snapshot;
        Assert.Equal((Collection, 705), (taken.CollectionId, taken.PointCount));
        Assert.Equal(taken, Assert.Single((await Vectors.ListSnapshotsAsync(new() { CollectionId = Collection }).ResponseAsync.Within()).Snapshots));
        await FillAsync("r3", 1);

        var copy = (await RestoreAsync(taken, "copy")).Collection;
        Assert.Equal(("copy", 705, "hash-v1"), (copy.CollectionId, copy.PointCount, copy.Embedder));
        Assert.Equal(before, await ContentsAsync("copy"));
        var found = await Vectors.SearchPointsAsync(new() { Address = new() { CollectionId = "copy", TenantId = "r1" }, Query = "words 77" }).ResponseAsync.Within();
        Assert.Equal("p77", found.Hits[0].Point.PointId);

        await FailsAsync("COLLECTION_NOT_EMPTY", () => RestoreAsync(taken, ""));
        await Vectors.DeleteCollectionAsync(new() { CollectionId = Collection }).ResponseAsync.Within();
        await Vectors.EnsureCollectionAsync(new() { CollectionId = Collection }).ResponseAsync.Within();
        await RestoreAsync(taken, "");
        Assert.Equal(before, await ContentsAsync(Collection));
        Assert.Equal(["copy", Collection], (await Vectors.ListCollectionsAsync(new()).ResponseAsync.Within()).Collections.Select(one => one.CollectionId));
    }

    /// <summary>Whatever byte of the file changes, and wherever it ends: nothing is restored, and nothing is left.</summary>
    [Fact]
    public async Task Restore_FileThatChanged_IsRefusedWhole()
    {
        await FillAsync("r1", 8);
        var taken = (await Vectors.CreateSnapshotAsync(new() { CollectionId = Collection }).ResponseAsync.Within()).Snapshot;
        var path = Directory.EnumerateFiles(_folder.Path, "*.points", SearchOption.AllDirectories).Single();
        var sound = await File.ReadAllBytesAsync(path);
        var random = new Random(5);
        for (var change = 0; change < 40; change++)
        {
            var bytes = sound.ToArray();
            if (change % 4 == 0)
                bytes = bytes[..random.Next(bytes.Length)];
            else
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            await File.WriteAllBytesAsync(path, bytes);
            await FailsAsync("SNAPSHOT_DAMAGED", () => RestoreAsync(taken, "copy"));
            await Vectors.ListSnapshotsAsync(new() { CollectionId = Collection }).ResponseAsync.Within();
        }

        Assert.Single((await Vectors.ListCollectionsAsync(new()).ResponseAsync.Within()).Collections);
        await File.WriteAllBytesAsync(path, sound);
        Assert.Equal(8, (await RestoreAsync(taken, "copy")).Collection.PointCount);
    }

    [Fact]
    public async Task Restore_ProcessEndedInTheMiddle_IsGoneAtTheNextStart()
    {
        using var folder = new TempFolder();
        await using (var first = await StartAsync(folder))
        {
            var store = first.Services.GetRequiredService<SqlitePointStore>();
            var left = await store.EnsureCollectionAsync(new("~left", 768, "hash-v1", DateTimeOffset.UnixEpoch), default).Within();
            await store.UpsertAsync(left.Definition.Tenant("r"), [new("a", "", new Dictionary<string, string>(), new float[768], 0)], _ => { }, default).Within();
            Assert.Empty((await ClientOf(first).ListCollectionsAsync(new()).ResponseAsync.Within()).Collections);
        }

        await using var again = await StartAsync(folder);
        Assert.Null(await again.Services.GetRequiredService<SqlitePointStore>().FindCollectionAsync("~left", default).Within());
    }

    [Theory]
    [InlineData("../passages", "x", "INVALID_REQUEST")]
    [InlineData(Collection, "../../vectors", "SNAPSHOT_NOT_FOUND")]
    [InlineData(Collection, "", "SNAPSHOT_NOT_FOUND")]
    [InlineData(Collection, "20260101t000000000z", "SNAPSHOT_NOT_FOUND")]
    [InlineData("none", "20260101t000000000z", "SNAPSHOT_NOT_FOUND")]
    public async Task Snapshots_NoSuchOne_IsTyped(string collection, string snapshot, string reason)
    {
        await FailsAsync(reason, () => Vectors.RestoreSnapshotAsync(new() { CollectionId = collection, SnapshotId = snapshot }).ResponseAsync);
        await FailsAsync(reason, () => Vectors.DeleteSnapshotAsync(new() { CollectionId = collection, SnapshotId = snapshot }).ResponseAsync);
    }

    [Fact]
    public async Task DeleteSnapshot_ThatIsThere_IsGone()
    {
        var taken = (await Vectors.CreateSnapshotAsync(new() { CollectionId = Collection }).ResponseAsync.Within()).Snapshot;
        Assert.Equal(0, taken.PointCount);
        await Vectors.DeleteSnapshotAsync(new() { CollectionId = Collection, SnapshotId = taken.SnapshotId }).ResponseAsync.Within();
        Assert.Empty((await Vectors.ListSnapshotsAsync(new() { CollectionId = Collection }).ResponseAsync.Within()).Snapshots);
        await FailsAsync("COLLECTION_NOT_FOUND", () => Vectors.CreateSnapshotAsync(new() { CollectionId = "none" }).ResponseAsync);
    }

    public void Dispose() => _folder.Dispose();

    private protected override Task<TestNode> StartAsync() => StartAsync(_folder);

    private static Task<TestNode> StartAsync(TempFolder folder) => TestNode.StartAsync(builder => builder.AddVectors(), app => app.MapVectors(), folder);

    private static VectorService.VectorServiceClient ClientOf(TestNode node) => node.ServiceClient<VectorService.VectorServiceClient>();

    private async Task<RestoreSnapshotResponse> RestoreAsync(Snapshot taken, string target) => await Vectors.RestoreSnapshotAsync(
        new() { CollectionId = taken.CollectionId, SnapshotId = taken.SnapshotId, TargetCollectionId = target }).ResponseAsync.Within();
}
