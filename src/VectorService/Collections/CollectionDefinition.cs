using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Collections;

/// <summary>
/// A named set of points of one embedder (name with version), dimension and metric (cosine). Key is its number in the store,
/// 0 until it is stored; never used twice.
/// </summary>
internal sealed record CollectionDefinition(string Id, int Dimension, string Embedder, DateTimeOffset Created, long Key = 0)
{
    public TenantAddress Tenant(string tenant) => new(Key, tenant);
}
