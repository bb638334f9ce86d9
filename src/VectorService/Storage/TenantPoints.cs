using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Storage;

/// <summary>Points of one tenant.</summary>
internal sealed record TenantPoints(string Tenant, IReadOnlyList<StoredPoint> Points);
