using GroupChat.Vectors.Collections;

namespace GroupChat.Vectors.Qdrant;

/// <summary>How a collection is made: for searches that are always one tenant's.</summary>
internal static class QdrantShape
{
    /// <summary>Links of the graphs of single tenants.</summary>
    private const ulong LinksInTenant = 16;

    private const float Quantile = 0.99f;

    public static Wire.CreateCollection Of(QdrantCollection collection, QdrantOptions options)
    {
        var request = new Wire.CreateCollection
        {
            CollectionName = collection.Name,
            // No graph over all tenants: nobody searches them together.
            HnswConfig = new() { M = 0, PayloadM = LinksInTenant },
            VectorsConfig = new() { ParamsMap = new() { Map = { [collection.Vector] = ShapeOf(collection.Definition) } } },
            SparseVectorsConfig = new() { Map = { [QdrantCollection.Words] = new() } },
        };
        if (options.Quantized)
            request.QuantizationConfig = new() { Scalar = new() { Type = Wire.QuantizationType.Int8, Quantile = Quantile, AlwaysRam = true } };
        if (options.Shards > 0)
            request.ShardNumber = (uint)options.Shards;
        if (options.Replicas > 0)
            request.ReplicationFactor = (uint)options.Replicas;
        return request;
    }

    /// <summary>What filters need, the tenant first.</summary>
    public static IEnumerable<Wire.CreateFieldIndexCollection> IndexesOf(QdrantCollection collection, QdrantOptions options)
    {
        var tenant = Index(QdrantPayload.Tenant, Wire.FieldType.Keyword);
        tenant.FieldIndexParams = new() { KeywordIndexParams = new() { IsTenant = true } };
        yield return tenant;
        yield return Index(QdrantPayload.Words, Wire.FieldType.Integer);
        foreach (var key in options.Indexed)
        {
            yield return Index(QdrantPayload.ValueOf(key), Wire.FieldType.Keyword);
            yield return Index(QdrantPayload.NumberOf(key), Wire.FieldType.Float);
        }

        Wire.CreateFieldIndexCollection Index(string field, Wire.FieldType type) =>
            new() { CollectionName = collection.Name, FieldName = field, FieldType = type, Wait = true };
    }

    private static Wire.VectorParams ShapeOf(CollectionDefinition definition) =>
        new() { Size = (ulong)definition.Dimension, Distance = QdrantMetric.Of(definition.Metric) };
}
