using GroupChat.Contracts.Vector.V1;
using GroupChat.Vectors.Storage;
using Grpc.Core;

namespace GroupChat.Vectors;

internal sealed partial class VectorRpc
{
    /// <summary>Bytes of points in a frame of an export, about.</summary>
    private const int FrameBytes = 256 * 1024;

    public override async Task<GetCollectionStatsResponse> GetCollectionStats(GetCollectionStatsRequest request, ServerCallContext context) =>
        (await admin.Statistics.OfAsync(request.CollectionId, context.CancellationToken)).ToContract();

    public override async Task<ProbeRecallResponse> ProbeRecall(ProbeRecallRequest request, ServerCallContext context) =>
        (await admin.Probe.RunAsync(request.Address.ToDomain(), request.SampleCount, request.Limit, context.CancellationToken)).ToContract();

    public override async Task<CreateSnapshotResponse> CreateSnapshot(CreateSnapshotRequest request, ServerCallContext context) =>
        new() { Snapshot = (await admin.Snapshots.CreateAsync(request.CollectionId, context.CancellationToken)).ToContract() };

    public override Task<ListSnapshotsResponse> ListSnapshots(ListSnapshotsRequest request, ServerCallContext context) =>
        Task.FromResult(new ListSnapshotsResponse { Snapshots = { admin.Snapshots.List(request.CollectionId).Select(AdminMapping.ToContract) } });

    public override async Task<RestoreSnapshotResponse> RestoreSnapshot(RestoreSnapshotRequest request, ServerCallContext context)
    {
        var made = await admin.Snapshots.RestoreAsync(
            request.CollectionId, request.SnapshotId, request.TargetCollectionId, context.CancellationToken);
        return new() { Collection = made.ToContract() };
    }

    public override Task<DeleteSnapshotResponse> DeleteSnapshot(DeleteSnapshotRequest request, ServerCallContext context)
    {
        admin.Snapshots.Delete(request.CollectionId, request.SnapshotId);
        return Task.FromResult(new DeleteSnapshotResponse());
    }

    public override async Task ExportPoints(
        ExportPointsRequest request, IServerStreamWriter<ExportPointsResponse> responseStream, ServerCallContext context)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.Stopping);
        var collection = await admin.Export.OpenAsync(request.CollectionId, request.TenantId, ends.Token);
        await responseStream.WriteAsync(new() { Collection = collection.ToContract() }, ends.Token);
        long sent = 0;
        await foreach (var page in admin.Export.RunAsync(collection.Definition, request.TenantId, ends.Token))
        {
            foreach (var frame in FramesOf(page))
            {
                frame.ExportedCount = sent += frame.Points.Count;
                await responseStream.WriteAsync(frame, ends.Token);
            }
        }
    }

    private static IEnumerable<ExportPointsResponse> FramesOf(TenantPoints page)
    {
        var (frame, bytes) = (new ExportPointsResponse { TenantId = page.Tenant }, 0);
        foreach (var point in page.Points.Select(point => point.ToContract(Points.PayloadSelection.All, withVector: true)))
        {
            frame.Points.Add(point);
            if ((bytes += point.CalculateSize()) < FrameBytes)
                continue;
            yield return frame;
            (frame, bytes) = (new ExportPointsResponse { TenantId = page.Tenant }, 0);
        }

        if (frame.Points.Count > 0)
            yield return frame;
    }
}
