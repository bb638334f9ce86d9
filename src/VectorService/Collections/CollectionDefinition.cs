using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Collections;

/// <summary>
/// A named set of points of one embedder (name with version), dimension and metric. Key is its number in the store,
/// 0 until it is stored; never used twice.
/// </summary>
internal sealed record CollectionDefinition(string Id, int Dimension, string Embedder, DateTimeOffset Created, long Key = 0)
{
    public VectorMetric Metric { get; init; }

    public VectorShape Shape => new(Dimension, Metric);

    public TenantAddress Tenant(string tenant) => new(Key, tenant);
}
