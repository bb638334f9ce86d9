namespace GroupChat.Vectors.Storage;

/// <summary>The ids a write deleted, and the write's version.</summary>
internal sealed record PointsDeleted(long Version, IReadOnlyList<string> Ids);
