namespace GroupChat.Vectors.Admin;

/// <summary>What operators do with collections.</summary>
internal sealed record VectorAdmin(ICollectionStatistics Statistics, RecallProbe Probe, ISnapshots Snapshots, PointExport Export);
