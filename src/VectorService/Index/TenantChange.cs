namespace GroupChat.Vectors.Index;

/// <summary>What one committed write did to a tenant. Versions rise with every write to the store.</summary>
internal sealed record TenantChange(long Version, IReadOnlyList<IndexedPoint> Upserts, IReadOnlyList<string> Deletes);
