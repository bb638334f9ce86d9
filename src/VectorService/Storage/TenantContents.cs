using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Storage;

/// <summary>A tenant's points after the write of this version and before any later one.</summary>
internal sealed record TenantContents(long Version, IReadOnlyList<StoredPoint> Points);
