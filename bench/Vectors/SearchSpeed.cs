namespace GroupChat.Bench.Vectors;

/// <summary>What one stretch of searching gave.</summary>
/// <param name="Queries">A second.</param>
/// <param name="QueriesPerCpuSecond">A second of processor time of the thread that searched.</param>
/// <param name="Upserts">Points written a second meanwhile.</param>
/// <param name="SearchableP99">Milliseconds until a write was acknowledged, 99th percentile.</param>
internal sealed record SearchSpeed(double Queries, double QueriesPerCpuSecond, double Upserts, double SearchableP99);
