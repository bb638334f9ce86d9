using Google.Protobuf.WellKnownTypes;
using GroupChat.Contracts.Vector.V1;
using GroupChat.Vectors.Admin;

namespace GroupChat.Vectors;

/// <summary>What operators see, in the contract's terms.</summary>
internal static class AdminMapping
{
    public static GetCollectionStatsResponse ToContract(this CollectionStats stats)
    {
        var response = new GetCollectionStatsResponse
        {
            Collection = stats.Collection.ToContract(),
            Backend = stats.Backend,
            Classes = { stats.Classes.Select(ToContract) },
            LoadedTenantCount = stats.LoadedTenants,
            MemoryBytes = stats.MemoryBytes,
            IndexFileBytes = stats.IndexFileBytes,
            DatabaseBytes = stats.DatabaseBytes,
            PendingCount = stats.Pending,
            State = stats.State,
        };
        if (stats.Tenants is { } tenants)
            response.TenantCount = tenants;
        if (stats.Indexed is { } indexed)
            response.IndexedCount = indexed;
        return response;
    }

    public static ProbeRecallResponse ToContract(this ProbeResult result) => new()
    {
        SampleCount = result.Samples,
        Limit = result.Limit,
        Recall = result.Recall,
        MinRecall = result.MinRecall,
        Usual = ToContract(result.Usual),
        Exact = ToContract(result.Exact),
    };

    public static Snapshot ToContract(this SnapshotInfo snapshot) => new()
    {
        CollectionId = snapshot.Collection.Id,
        SnapshotId = snapshot.Id,
        CreateTime = snapshot.Taken.ToTimestamp(),
        PointCount = snapshot.Points,
        SizeBytes = snapshot.Bytes,
        Sha256 = snapshot.Sha256,
    };

    private static TenantClass ToContract(TenantClassStats one) => new()
    {
        DensePath = VectorMapping.NameOf(one.Path),
        MaxPoints = one.MaxPoints,
        TenantCount = one.Tenants,
        PointCount = one.Points,
    };

    private static ProbeLatency ToContract(Latency latency) => new() { P50Ms = latency.P50, P95Ms = latency.P95 };
}
