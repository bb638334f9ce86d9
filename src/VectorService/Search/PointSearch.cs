using GroupChat.Vectors.Collections;
using GroupChat.Vectors.Embedding;
using GroupChat.Vectors.Index;
using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Search;

/// <summary>
/// Answers queries: checks them, takes the tenant's snapshot, embeds the text the way the collection needs it, runs the lanes.
/// </summary>
internal sealed class PointSearch(CollectionCatalog collections, EmbedderCatalog embedders, TenantCache tenants, TimeProvider time) : IPointSearch
{
    public async Task<SearchAnswer> SearchAsync(PointAddress address, SearchQuery asked, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var query = SearchRules.Checked(asked, address);
        var collection = await collections.GetAsync(address.Collection, cancellationToken);
        SearchRules.CheckVector(query.Vector, collection.Shape);
        var snapshot = await tenants.GetAsync(collection, address.Tenant, cancellationToken);
        var vector = await VectorOfAsync(query, collection, snapshot, cancellationToken);
        var hits = TenantSearch.Run(snapshot, query, vector);
        VectorTelemetry.RecordSearch(time.GetElapsedTime(started), query.Mode.ToString().ToLowerInvariant());
        return new(
            query.WithVectors ? [.. hits.Select(hit => hit with { Vector = snapshot.Segment.Dense.Rows.Row(hit.Slot).ToArray() })] : hits,
            query.Explain ? TenantSearch.Explain(snapshot, query, vector) : null);
    }

    private async Task<float[]> VectorOfAsync(
        SearchQuery query, CollectionDefinition collection, TenantSnapshot snapshot, CancellationToken cancellationToken)
    {
        if (query.Vector.Length > 0)
            return collection.Shape.Prepare(query.Vector);
        if (query.Mode == SearchMode.Lexical)
            return [];
        var embedder = embedders.Require(collection);
        return embedder.WeighsQueries
            ? HashEmbedder.EmbedQuery(query.Text, snapshot.Features, snapshot.Live.Count)
            : collection.Shape.Prepare(await embedder.EmbedQueryAsync(query.Text, cancellationToken));
    }
}
