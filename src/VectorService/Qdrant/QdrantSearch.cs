using GroupChat.Vectors.Collections;
using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Embedding;
using GroupChat.Vectors.Lexical;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Search;

namespace GroupChat.Vectors.Qdrant;

/// <summary>
/// Answers queries from a Qdrant server: it ranks each lane among one tenant's points, and the lanes are fused here as they are over
/// an index of our own.
/// </summary>
internal sealed class QdrantSearch(CollectionCatalog collections, EmbedderCatalog embedders, QdrantPointStore store, TimeProvider time) : IPointSearch
{
    public async Task<SearchAnswer> SearchAsync(PointAddress address, SearchQuery asked, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var query = SearchRules.Checked(asked, address);
        var collection = await collections.GetAsync(address.Collection, cancellationToken);
        SearchRules.CheckVector(query.Vector, collection.Shape);
        var tenant = store.TenantOf(collection.Tenant(address.Tenant));
        var vector = await VectorOfAsync(query, collection, cancellationToken);
        var words = query.Mode != SearchMode.Dense && query.Text.Length > 0
            ? await QdrantWordQuery.OfAsync(store, tenant, query.Text, cancellationToken)
            : QdrantWordQuery.None;
        var lanes = await Task.WhenAll(ByWordsAsync(tenant, query, words, cancellationToken), ByVectorAsync(tenant, query, vector, cancellationToken));
        var found = new QdrantFound(query);
        found.Add(Lane.Bm25, lanes[0]);
        found.Add(Lane.Dense, lanes[1]);
        var explanation = query.Explain ? await ExplainAsync(tenant, query, words, HasDirection(tenant, vector), cancellationToken) : null;
        VectorTelemetry.RecordSearch(time.GetElapsedTime(started), query.Mode.ToString().ToLowerInvariant());
        return new(found.Fused(words.IsName), explanation);
    }

    // The counts by which an index of our own weighs queries are not there.
    private async Task<float[]> VectorOfAsync(SearchQuery query, CollectionDefinition collection, CancellationToken cancellationToken) =>
        query.Mode == SearchMode.Lexical ? []
        : query.Vector.Length > 0 ? collection.Shape.Prepare(query.Vector)
        : collection.Shape.Prepare(await embedders.Require(collection).EmbedQueryAsync(query.Text, cancellationToken));

    // As over an index of our own: zeros are near to nothing, unless distances are measured.
    private static bool HasDirection(QdrantTenant tenant, float[] vector) =>
        tenant.Collection.Definition.Metric == VectorMetric.Euclidean ? vector.Length > 0 : vector.AsSpan().ContainsAnyExcept(0f);

    private async Task<IReadOnlyList<(StoredPoint, double)>> ByWordsAsync(
        QdrantTenant tenant, SearchQuery query, QdrantWordQuery words, CancellationToken cancellationToken)
    {
        var vector = words.ToVector();
        var question = new QdrantQuery(new() { Sparse = vector }, VectorMetric.Dot, query.Filter, QdrantFound.DepthOf(query))
        {
            MinScore = query.Lexical.MinScore,
            WithVectors = QdrantFound.NeedsVectors(query),
        };
        return vector.Indices.Count == 0 ? [] : await store.NearestAsync(tenant, question, cancellationToken);
    }

    private async Task<IReadOnlyList<(StoredPoint, double)>> ByVectorAsync(
        QdrantTenant tenant, SearchQuery query, float[] vector, CancellationToken cancellationToken)
    {
        var metric = tenant.Collection.Definition.Metric;
        var question = new QdrantQuery(new() { Dense = new() { Data = { vector } } }, metric, query.Filter, QdrantFound.DepthOf(query))
        {
            MinScore = query.Dense.MinScore,
            Exact = query.Exact,
            WithVectors = QdrantFound.NeedsVectors(query),
        };
        return HasDirection(tenant, vector) ? await store.NearestAsync(tenant, question, cancellationToken) : [];
    }

    private async Task<SearchExplanation> ExplainAsync(
        QdrantTenant tenant, SearchQuery query, QdrantWordQuery words, bool usesVector, CancellationToken cancellationToken)
    {
        var points = await store.CountAsync(tenant, cancellationToken);
        var candidates = query.Filter is null ? points : await store.CountAsync(tenant, query.Filter, cancellationToken);
        return new(
            (int)points,
            (int)candidates,
            usesVector ? new SearchPlan(SearchPath.Elsewhere, 0, 0) : null,
            0,
            [.. words.Terms.Where(term => term.Points > 0).Select(term => (new WeightedTerm(term.Term, 1), (int)term.Points))]);
    }
}
