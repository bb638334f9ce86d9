using GroupChat.Contracts.Vector.V1;
using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.Vectors.Tests.Wire;

/// <summary>Collections of every metric over the wire, and after a restart.</summary>
public class MetricRpcTests
{
    private protected virtual string DensePath => "floats";

    private static readonly (string Id, float[] Vector)[] Points = [("near", [3, 0]), ("long", [40, 30]), ("zero", [0, 0]), ("far", [-8, 6])];

    [Theory]
    [InlineData(Metric.Dot, "long near zero far", 80)]
    [InlineData(Metric.Euclidean, "near zero far long", -1)]
    public async Task Search_VectorsAsTheyAre_GoByTheMetricAlsoAfterARestart(Metric metric, string order, double best)
    {
        using var folder = new TempFolder();
        for (var start = 0; start < 2; start++)
        {
            await using var node = await StartAsync(folder);
            var client = node.ServiceClient<VectorService.VectorServiceClient>();
            if (start == 0)
                await FillAsync(client, metric);
            var hits = (await client.SearchPointsAsync(Query([2, 0])).ResponseAsync.Within()).Hits;
            Assert.Equal(order.Split(' '), hits.Select(hit => hit.Point.PointId));
            Assert.Equal(best, hits[0].Lanes[0].Score, 1e-4);
            Assert.Equal([40f, 30f], hits.Single(hit => hit.Point.PointId == "long").Point.Vector);
            var least = new LaneSettings { MinScore = hits[1].Lanes[0].Score };
            Assert.Equal(2, (await client.SearchPointsAsync(Query([2, 0], least)).ResponseAsync.Within()).Hits.Count);
            var diverse = Query([2, 0]);
            diverse.Diversity = new() { Strength = 0.3 };
            diverse.Explain = true;
            var answer = await client.SearchPointsAsync(diverse).ResponseAsync.Within();
            Assert.Equal((4, DensePath), (answer.Hits.Count, answer.Explanation.DensePath));
            Assert.Equal(metric, (await client.GetCollectionAsync(new() { CollectionId = "own" }).ResponseAsync.Within()).Collection.Metric);
        }
    }

    [Fact]
    public async Task Upsert_NumbersBeyondSense_AreRefusedAlone()
    {
        await using var node = await StartAsync();
        var client = node.ServiceClient<VectorService.VectorServiceClient>();
        await FillAsync(client, Metric.Dot);
        var request = new UpsertPointsRequest { Address = Own() };
        request.Points.Add(new Point { PointId = "huge", Vector = { 1e16f, 0 } });
        request.Points.Add(new Point { PointId = "odd", Vector = { float.NaN, 0 } });
        request.Points.Add(new Point { PointId = "good", Vector = { 1e15f, 0 } });
        var results = (await client.UpsertPointsAsync(request).ResponseAsync.Within()).Results;
        Assert.Equal(["VECTOR_INVALID", "VECTOR_INVALID", ""], results.Select(result => result.Reason));
        Assert.Equal("good", (await client.SearchPointsAsync(Query([2, 0])).ResponseAsync.Within()).Hits[0].Point.PointId);
    }

    [Fact]
    public async Task Search_TextWithoutAnEmbedder_SaysThatVectorsHaveToCome()
    {
        await using var node = await StartAsync();
        var client = node.ServiceClient<VectorService.VectorServiceClient>();
        await FillAsync(client, Metric.Euclidean);
        var request = new SearchPointsRequest { Address = Own(), Query = "words" };
        var error = await Assert.ThrowsAsync<RpcException>(() => client.SearchPointsAsync(request).ResponseAsync.Within());
        Assert.Equal(StatusCode.FailedPrecondition, error.StatusCode);
        request.Mode = SearchMode.Lexical;
        Assert.Empty((await client.SearchPointsAsync(request).ResponseAsync.Within()).Hits);
    }

    private protected virtual Task<TestNode> StartAsync(TempFolder? folder = null) =>
        TestNode.StartAsync(builder => builder.AddVectors(), app => app.MapVectors(), folder);

    private static async Task FillAsync(VectorService.VectorServiceClient client, Metric metric)
    {
        await client.EnsureCollectionAsync(new() { CollectionId = "own", Embedder = "none", Dimension = 2, Metric = metric }).ResponseAsync.Within();
        var points = Points.Select(point => new Point { PointId = point.Id, Vector = { point.Vector } });
        var answer = await client.UpsertPointsAsync(new() { Address = Own(), Points = { points } }).ResponseAsync.Within();
        Assert.All(answer.Results, result => Assert.Empty(result.Reason));
    }

    private static Address Own() => new() { CollectionId = "own", TenantId = "room" };

    private static SearchPointsRequest Query(float[] vector, LaneSettings? dense = null) =>
        new() { Address = Own(), Vector = { vector }, Mode = SearchMode.Dense, Dense = dense, WithVectors = true };
}
