using GroupChat.Vectors.Dense;

namespace GroupChat.Vectors.Admin;

/// <summary>Tenants of about one size. MaxPoints 0: any.</summary>
internal sealed record TenantClassStats(SearchPath Path, long MaxPoints, long Tenants, long Points);
