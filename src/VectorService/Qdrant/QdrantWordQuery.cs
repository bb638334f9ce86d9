using GroupChat.Vectors.Lexical;
using GroupChat.Vectors.Text;

namespace GroupChat.Vectors.Qdrant;

/// <summary>A query's words, as common as they are among a tenant's points.</summary>
/// <param name="Terms">Each once.</param>
/// <param name="Points">The tenant has so many.</param>
/// <param name="IsName">True when it is nothing but names, one of which is known.</param>
internal sealed record QdrantWordQuery(IReadOnlyList<QdrantTerm> Terms, long Points, bool IsName)
{
    /// <summary>Words of a query that count; the rest of a longer one is left out.</summary>
    private const int MaxTerms = 128;

    private const int CountedTogether = 16;

    public static QdrantWordQuery None { get; } = new([], 0, false);

    public static async Task<QdrantWordQuery> OfAsync(QdrantPointStore store, QdrantTenant tenant, string text, CancellationToken cancellationToken)
    {
        var tokens = Tokenizer.Tokenize(text);
        var points = await store.CountAsync(tenant, cancellationToken);
        var terms = new List<QdrantTerm>();
        foreach (var some in LexicalTerms.OfQuery(tokens).Take(MaxTerms).Chunk(CountedTogether))
            terms.AddRange(await Task.WhenAll(some.Select(CountAsync)));
        var parts = terms.Where(term => term.Points == 0).SelectMany(term => LexicalTerms.PartsOf(tokens, term.Term));
        foreach (var some in parts.Distinct().Take(MaxTerms).ToArray().Chunk(CountedTogether))
            terms.AddRange(await Task.WhenAll(some.Select(CountAsync)));
        var isName = terms.Any(term => term.Points > 0 && LexicalTerms.IsName(term.Term)) && LexicalTerms.AreNames(tokens);
        return new(terms, points, isName);

        async Task<QdrantTerm> CountAsync(string term) =>
            new(term, QdrantWords.HashOf(term), await store.CountAsync(tenant, QdrantWords.HashOf(term), cancellationToken));
    }

    /// <summary>As the sparse vector that is near to what has its words.</summary>
    public Wire.SparseVector ToVector() => QdrantWords.OfQuery(Terms, Points);
}
