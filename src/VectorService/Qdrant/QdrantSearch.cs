using GroupChat.Vectors.Collections;
using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Embedding;
using GroupChat.Vectors.Lexical;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Search;
using GroupChat.Vectors.Text;

namespace GroupChat.Vectors.Qdrant;

/// <summary>
/// Answers queries from a Qdrant server: it ranks each lane among one tenant's points, and the lanes are fused here as they are over
/// an index of our own.
/// </summary>
internal sealed class QdrantSearch(CollectionCatalog collections, EmbedderCatalog embedders, QdrantPointStore store, TimeProvider time) : IPointSearch
{
    /// <summary>Words of a query that count; the rest of a longer one is left out.</summary>
    private const int MaxTerms = 128;

    private const int CountedTogether = 16;

    public async Task<SearchAnswer> SearchAsync(PointAddress address, SearchQuery asked, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var query = SearchRules.Checked(asked, address);
        var collection = await collections.GetAsync(address.Collection, cancellationToken);
        SearchRules.CheckVector(query.Vector, collection.Shape);
        var tenant = store.TenantOf(collection.Tenant(address.Tenant));
        var vector = await VectorOfAsync(query, collection, cancellationToken);
        var usesWords = query.Mode != SearchMode.Dense && query.Text.Length > 0;
        var found = new QdrantFound(query);
        var terms = usesWords ? await TermsAsync(tenant, query.Text, cancellationToken) : [];
        var points = usesWords || query.Explain ? await store.CountAsync(collection.Tenant(address.Tenant), null, cancellationToken) : 0;
        var byWords = usesWords ? ByWordsAsync(tenant, query, QdrantWords.OfQuery(terms, points), cancellationToken) : null;
        var byVector = vector.AsSpan().ContainsAnyExcept(0f) ? ByVectorAsync(tenant, query, vector, cancellationToken) : null;
        if (byWords is not null)
            found.Add(Lane.Bm25, await byWords);
        if (byVector is not null)
            found.Add(Lane.Dense, await byVector);
        VectorTelemetry.RecordSearch(time.GetElapsedTime(started), query.Mode.ToString().ToLowerInvariant());
        return new(found.Fused(collection.Dimension), query.Explain ? await ExplainAsync() : null);

        async Task<SearchExplanation> ExplainAsync() => new(
            (int)points,
            query.Filter is null ? (int)points : (int)await store.CountAsync(collection.Tenant(address.Tenant), query.Filter, cancellationToken),
            byVector is null ? null : new SearchPlan(SearchPath.Elsewhere, 0, 0),
            0,
            [.. terms.Where(term => term.Points > 0).Select(term => (new WeightedTerm(term.Term, 1), (int)term.Points))]);
    }

    // The counts by which an index of our own weighs queries are not there.
    private async Task<float[]> VectorOfAsync(SearchQuery query, CollectionDefinition collection, CancellationToken cancellationToken) =>
        query.Mode == SearchMode.Lexical ? []
        : query.Vector.Length > 0 ? UnitVector.Of(query.Vector)
        : UnitVector.Of(await embedders.Require(collection).EmbedQueryAsync(query.Text, cancellationToken));

    private async Task<QdrantTerm[]> TermsAsync(QdrantTenant tenant, string text, CancellationToken cancellationToken)
    {
        var terms = new List<QdrantTerm>();
        foreach (var some in LexicalTerms.OfQuery(Tokenizer.Tokenize(text)).Take(MaxTerms).Chunk(CountedTogether))
        {
            terms.AddRange(await Task.WhenAll(some.Select(async term =>
                new QdrantTerm(term, QdrantWords.HashOf(term), await store.CountAsync(tenant, QdrantWords.HashOf(term), cancellationToken)))));
        }

        return [.. terms];
    }

    private async Task<IReadOnlyList<(StoredPoint, double)>> ByWordsAsync(
        QdrantTenant tenant, SearchQuery query, Wire.SparseVector words, CancellationToken cancellationToken) => words.Indices.Count == 0
        ? []
        : await store.NearestAsync(
            tenant,
            new(new() { Sparse = words }, query.Filter, QdrantFound.DepthOf(query))
            {
                MinScore = query.Lexical.MinScore,
                WithVectors = QdrantFound.NeedsVectors(query),
            },
            cancellationToken);

    private Task<IReadOnlyList<(StoredPoint, double)>> ByVectorAsync(
        QdrantTenant tenant, SearchQuery query, float[] vector, CancellationToken cancellationToken) => store.NearestAsync(
        tenant,
        new(new() { Dense = new() { Data = { vector } } }, query.Filter, QdrantFound.DepthOf(query))
        {
            MinScore = query.Dense.MinScore,
            Exact = query.Exact,
            WithVectors = QdrantFound.NeedsVectors(query),
        },
        cancellationToken);
}
