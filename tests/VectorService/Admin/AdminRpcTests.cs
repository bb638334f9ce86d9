using GroupChat.Contracts.Vector.V1;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.Vectors.Tests.Admin;

/// <summary>What operators call, wherever the points are.</summary>
public abstract class AdminRpcTests : IAsyncLifetime
{
    private protected const string Collection = "passages";

    private protected TestNode Node { get; private set; } = null!;

    private protected VectorService.VectorServiceClient Vectors { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Node = await StartAsync();
        Vectors = Node.ServiceClient<VectorService.VectorServiceClient>();
        await Vectors.EnsureCollectionAsync(new() { CollectionId = Collection }).ResponseAsync.Within();
    }

    public virtual async Task DisposeAsync() => await Node.DisposeAsync();

    [Fact]
    public async Task Export_AllTenants_HasEveryPointOnce()
    {
        await FillAsync("r1", 40);
        await FillAsync("r2", 3);
        await FillAsync("another / 部屋", 1);
        var frames = await ExportAsync(new() { CollectionId = Collection });
        Assert.Equal((Collection, 44), (frames[0].Collection.CollectionId, frames[0].Collection.PointCount));
        Assert.Empty(frames[0].Points);
        var points = frames.Skip(1).SelectMany(frame => frame.Points.Select(point => (frame.TenantId, Point: point))).ToArray();
        Assert.Equal((44, 44), (points.Length, points.Select(one => (one.TenantId, one.Point.PointId)).Distinct().Count()));
        Assert.Equal(44, frames[^1].ExportedCount);
        var first = points.Single(one => one.TenantId == "another / 部屋").Point;
        Assert.Equal(("p0", "words of 0", "0", 768), (first.PointId, first.Text, first.Payload["number"], first.Vector.Count));
        Assert.Equal(3, (await ExportAsync(new() { CollectionId = Collection, TenantId = "r2" })).Sum(frame => frame.Points.Count));
    }

    [Fact]
    public async Task Export_SentToAnotherCollection_IsTheSame()
    {
        await FillAsync("r1", 20);
        await Vectors.EnsureCollectionAsync(new() { CollectionId = "copy" }).ResponseAsync.Within();
        foreach (var frame in (await ExportAsync(new() { CollectionId = Collection })).Where(frame => frame.Points.Count > 0))
            await UpsertAsync("copy", frame.TenantId, [.. frame.Points]);
        Assert.Equal(await ContentsAsync(Collection), await ContentsAsync("copy"));
    }

    [Fact]
    public async Task Probe_SmallTenant_FindsAll()
    {
        await FillAsync("r1", 60);
        var result = await Vectors.ProbeRecallAsync(new() { Address = new() { CollectionId = Collection, TenantId = "r1" }, SampleCount = 20, Limit = 5 }).ResponseAsync.Within();
        Assert.Equal((20, 5, 1.0, 1.0), (result.SampleCount, result.Limit, result.Recall, result.MinRecall));
        Assert.True(result.Usual.P50Ms <= result.Usual.P95Ms && result.Exact.P50Ms > 0);
        var empty = await Vectors.ProbeRecallAsync(new() { Address = new() { CollectionId = Collection, TenantId = "nobody" } }).ResponseAsync.Within();
        Assert.Equal((0, 10, 1.0), (empty.SampleCount, empty.Limit, empty.Recall));
    }

    [Fact]
    public async Task AdminCalls_Wrong_AreTyped()
    {
        await FailsAsync("COLLECTION_NOT_FOUND", () => Vectors.GetCollectionStatsAsync(new() { CollectionId = "none" }).ResponseAsync);
        await FailsAsync("COLLECTION_NOT_FOUND", () => ExportAsync(new() { CollectionId = "none" }));
        await FailsAsync("INVALID_REQUEST", () => ExportAsync(new() { CollectionId = "../x", TenantId = new string('t', 129) }));
        await FailsAsync("INVALID_REQUEST", () => Vectors.ProbeRecallAsync(new()).ResponseAsync);
        await FailsAsync("INVALID_REQUEST", () => Vectors.ProbeRecallAsync(
            new() { Address = new() { CollectionId = Collection, TenantId = "r" }, SampleCount = -1 }).ResponseAsync);
    }

    private protected abstract Task<TestNode> StartAsync();

    private protected Task FillAsync(string tenant, int count) => UpsertAsync(Collection, tenant, [.. Enumerable.Range(0, count).Select(number =>
        new Point { PointId = $"p{number}", Text = $"words of {number}", Payload = { ["number"] = $"{number}" } })]);

    private protected async Task UpsertAsync(string collection, string tenant, Point[] points)
    {
        var request = new UpsertPointsRequest { Address = new() { CollectionId = collection, TenantId = tenant }, Points = { points } };
        Assert.All((await Vectors.UpsertPointsAsync(request).ResponseAsync.Within()).Results, result => Assert.Equal("", result.Reason));
    }

    private protected async Task<List<ExportPointsResponse>> ExportAsync(ExportPointsRequest request)
    {
        var frames = new List<ExportPointsResponse>();
        using var call = Vectors.ExportPoints(request);
        while (await call.ResponseStream.MoveNext(default).Within())
            frames.Add(call.ResponseStream.Current);
        return frames;
    }

    /// <summary>All points as texts that can be compared.</summary>
    private protected async Task<string[]> ContentsAsync(string collection) =>
    [
        .. (await ExportAsync(new() { CollectionId = collection }))
            .SelectMany(frame => frame.Points.Select(point => $"{frame.TenantId} {point}")).Order(StringComparer.Ordinal),
    ];

    private protected static async Task FailsAsync(string reason, Func<Task> call)
    {
        var failure = await Assert.ThrowsAsync<RpcException>(() => call().Within());
        Assert.True(failure.TryGetErrorInfo(out var info), failure.ToString());
        Assert.Equal(reason, info.Reason);
    }
}
