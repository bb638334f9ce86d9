using GroupChat.Vectors.Admin;
using GroupChat.Vectors.Collections;

namespace GroupChat.Vectors.Qdrant;

/// <summary>What a Qdrant server tells of a collection; its memory and its tenants it does not.</summary>
internal sealed class QdrantStatistics(CollectionCatalog catalog, QdrantCollections collections) : ICollectionStatistics
{
    public async Task<CollectionStats> OfAsync(string id, CancellationToken cancellationToken)
    {
        var info = await catalog.DescribeAsync(id, cancellationToken);
        var collection = collections.Of(info.Definition.Key) ?? throw VectorErrors.CollectionNotFound(id);
        var server = await collections.InfoAsync(collection.Name, cancellationToken) ?? throw VectorErrors.CollectionNotFound(id);
        var indexed = (long)server.IndexedVectorsCount;
        return new(info, "qdrant")
        {
            Indexed = indexed,
            Pending = Math.Max(0, info.Points - indexed),
            State = server.Status.ToString().ToLowerInvariant(),
        };
    }
}
