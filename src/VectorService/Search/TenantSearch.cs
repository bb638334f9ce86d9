using GroupChat.Vectors.Index;
using GroupChat.Vectors.Lexical;

namespace GroupChat.Vectors.Search;

/// <summary>Runs the lanes a query asks for over one snapshot and fuses them. Pure: the same snapshot gives the same answer.</summary>
internal static class TenantSearch
{
    /// <summary>Each lane brings so many candidates to the fusion, or the limit if that is more.</summary>
    public const int LaneDepth = 50;

    public static IReadOnlyList<SearchHit> Run(TenantSnapshot snapshot, SearchQuery query, ReadOnlySpan<float> vector)
    {
        var candidates = snapshot.Candidates(query.Filter);
        var depth = DepthOf(query);
        var lanes = new List<(Lane, IReadOnlyList<ScoredSlot>)>();
        var lexicalWeight = query.Lexical.Weight;
        if (query.Mode != SearchMode.Dense && query.Text.Length > 0)
        {
            var words = LexicalQuery.Of(snapshot, query.Text);
            var found = AtLeast(Bm25.Search(snapshot, words.Terms, candidates, depth), query.Lexical);
            lanes.Add((words.IsRespelled ? Lane.Trigram : Lane.Bm25, found));
            lexicalWeight = LexicalWeight(query, words.IsName);
        }

        if (UsesVector(query, vector))
            lanes.Add((Lane.Dense, AtLeast(DenseLane.Search(snapshot, vector, candidates, depth, query.Exact), query.Dense)));
        var hits = ReciprocalRankFusion.Fuse(snapshot.Point, lanes, Wanted(query), query.Dense.Weight, lexicalWeight);
        return query.Diversity?.Choose(hits, snapshot.Segment.Dense.Rows.Cosine, query.Limit) ?? hits;
    }

    public static SearchExplanation Explain(TenantSnapshot snapshot, SearchQuery query, ReadOnlySpan<float> vector) =>
        SearchExplanation.Of(snapshot, query, UsesVector(query, vector) && DenseLane.HasDirection(snapshot, vector), DepthOf(query));

    private static int DepthOf(SearchQuery query) => Math.Max(LaneDepth, Wanted(query));

    /// <summary>Hits to fuse: those that are returned, or those they are chosen from.</summary>
    public static int Wanted(SearchQuery query) => query.Diversity?.Candidates ?? query.Limit;

    /// <summary>What words count: more where they are nothing but names, unless the caller chose a weight.</summary>
    public static double LexicalWeight(SearchQuery query, bool isName) =>
        isName && !query.Lexical.IsChosen ? LaneTerms.OfNames.Weight : query.Lexical.Weight;

    private static bool UsesVector(SearchQuery query, ReadOnlySpan<float> vector) => query.Mode != SearchMode.Lexical && !vector.IsEmpty;

    private static IReadOnlyList<ScoredSlot> AtLeast(IReadOnlyList<ScoredSlot> found, LaneTerms terms) =>
        terms.MinScore is { } least ? [.. found.TakeWhile(one => one.Score >= least)] : found;
}
