using GroupChat.Contracts.Vector.V1;
using Grpc.Core;

namespace GroupChat.Cli.Tests.Kit;

/// <summary>Collections of points in memory, for whoever shows the service key.</summary>
internal sealed class FakeVectors(FakeState state) : VectorService.VectorServiceBase
{
    public const string Key = "gck_service_secret";

    public override Task<EnsureCollectionResponse> EnsureCollection(EnsureCollectionRequest request, ServerCallContext context)
    {
        Check(context);
        state.Points.TryAdd(request.CollectionId, []);
        return Task.FromResult(new EnsureCollectionResponse { Collection = Describe(request.CollectionId) });
    }

    public override Task<GetCollectionStatsResponse> GetCollectionStats(GetCollectionStatsRequest request, ServerCallContext context)
    {
        Check(context);
        return Task.FromResult(new GetCollectionStatsResponse { Collection = Describe(request.CollectionId), Backend = "embedded", TenantCount = 2 });
    }

    public override Task<ProbeRecallResponse> ProbeRecall(ProbeRecallRequest request, ServerCallContext context)
    {
        Check(context);
        return Task.FromResult(new ProbeRecallResponse { SampleCount = request.SampleCount, Limit = 10, Recall = 0.975, MinRecall = 0.9, Usual = new() { P50Ms = 0.5 }, Exact = new() });
    }

    public override Task<CreateSnapshotResponse> CreateSnapshot(CreateSnapshotRequest request, ServerCallContext context)
    {
        Check(context);
        return Task.FromResult(new CreateSnapshotResponse { Snapshot = new() { CollectionId = request.CollectionId, SnapshotId = "snap1", PointCount = 3, Sha256 = "ab" } });
    }

    public override Task<RestoreSnapshotResponse> RestoreSnapshot(RestoreSnapshotRequest request, ServerCallContext context)
    {
        Check(context);
        throw FakeErrors.Of(StatusCode.FailedPrecondition, "COLLECTION_NOT_EMPTY", "The collection has points.");
    }

    public override async Task ExportPoints(ExportPointsRequest request, IServerStreamWriter<ExportPointsResponse> responseStream, ServerCallContext context)
    {
        Check(context);
        await responseStream.WriteAsync(new() { Collection = Describe(request.CollectionId) });
        var sent = 0;
        foreach (var tenant in state.Points[request.CollectionId].GroupBy(one => one.Tenant, one => one.Point))
            await responseStream.WriteAsync(new() { TenantId = tenant.Key, Points = { tenant }, ExportedCount = sent += tenant.Count() });
    }

    public override async Task StreamPoints(
        IAsyncStreamReader<StreamPointsRequest> requestStream, IServerStreamWriter<StreamPointsResponse> responseStream, ServerCallContext context)
    {
        Check(context);
        Address? address = null;
        await foreach (var frame in requestStream.ReadAllAsync())
        {
            address ??= frame.Open.Address;
            if (frame.Batch is not { } batch)
                continue;
            var taken = batch.Points.Where(point => point.Text != "bad").Select(point => (address.TenantId, point));
            lock (state.Gate)
                state.Points[address.CollectionId].AddRange(taken);
            var results = batch.Points.Select(point => new UpsertResult { PointId = point.PointId, Reason = point.Text == "bad" ? "PAYLOAD_INVALID" : "" });
            await responseStream.WriteAsync(new() { Answered = new() { Results = { results } } });
        }
    }

    private Collection Describe(string id) => new() { CollectionId = id, Embedder = "hash-v1", Dimension = 2, Metric = Metric.Cosine, PointCount = state.Points[id].Count };

    private static void Check(ServerCallContext context)
    {
        if (context.RequestHeaders.GetValue("authorization") != $"Bearer {Key}")
            throw FakeErrors.Of(StatusCode.PermissionDenied, "SERVICE_IDENTITY_REQUIRED", "This is for services.");
    }
}
