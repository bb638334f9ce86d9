using System.Globalization;
using GroupChat.Contracts.Vector.V1;

namespace GroupChat.Cli.Vectors;

/// <summary>Figures as rows of a table.</summary>
internal static class VectorRows
{
    public static IEnumerable<string[]> Of(GetCollectionStatsResponse stats)
    {
        yield return ["embedder", stats.Collection.Embedder];
        yield return ["dimension", Text(stats.Collection.Dimension)];
        yield return ["backend", stats.Backend + (stats.State.Length > 0 ? $" ({stats.State})" : "")];
        yield return ["points", Text(stats.Collection.PointCount)];
        if (stats.HasIndexedCount)
            yield return ["indexed points", Text(stats.IndexedCount)];
        if (stats.HasTenantCount)
            yield return ["tenants", Text(stats.TenantCount)];
        foreach (var one in stats.Classes)
            yield return [$"tenants searched by {one.DensePath}", $"{one.TenantCount} with {one.PointCount} points"];
        yield return ["tenants in memory", Text(stats.LoadedTenantCount)];
        yield return ["bytes in memory", Text(stats.MemoryBytes)];
        yield return ["bytes of index files", Text(stats.IndexFileBytes)];
        yield return ["bytes of the database", Text(stats.DatabaseBytes)];
        yield return ["points waiting for upkeep", Text(stats.PendingCount)];
    }

    public static IEnumerable<string[]> Of(ProbeRecallResponse result)
    {
        yield return ["samples", Text(result.SampleCount)];
        yield return [$"recall@{result.Limit}", result.Recall.ToString("0.0000", CultureInfo.InvariantCulture)];
        yield return ["lowest of a sample", result.MinRecall.ToString("0.0000", CultureInfo.InvariantCulture)];
        yield return ["usual, p50 and p95", Of(result.Usual)];
        yield return ["exact, p50 and p95", Of(result.Exact)];
    }

    public static string[] Of(Snapshot snapshot) => [snapshot.SnapshotId, Text(snapshot.PointCount), Text(snapshot.SizeBytes), snapshot.Sha256];

    private static string Of(ProbeLatency latency) => string.Create(CultureInfo.InvariantCulture, $"{latency.P50Ms:0.000} ms, {latency.P95Ms:0.000} ms");

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
