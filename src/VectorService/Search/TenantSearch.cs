using GroupChat.Vectors.Index;
using GroupChat.Vectors.Lexical;

namespace GroupChat.Vectors.Search;

/// <summary>Runs the lanes a query asks for over one snapshot and fuses them. Pure: the same snapshot gives the same answer.</summary>
internal static class TenantSearch
{
    /// <summary>Each lane brings so many candidates to the fusion, or the limit if that is more.</summary>
    private const int LaneDepth = 50;

    public static IReadOnlyList<SearchHit> Run(TenantSnapshot snapshot, SearchQuery query, ReadOnlySpan<float> vector)
    {
        var candidates = snapshot.Candidates(query.Filter);
        var depth = Math.Max(LaneDepth, query.Limit);
        var lanes = new List<(Lane, IReadOnlyList<ScoredSlot>)>();
        if (query.Mode != SearchMode.Dense && query.Text.Length > 0)
        {
            var words = LexicalQuery.Of(snapshot, query.Text);
            lanes.Add((words.IsRespelled ? Lane.Trigram : Lane.Bm25, Bm25.Search(snapshot, words.Terms, candidates, depth)));
        }

        if (query.Mode != SearchMode.Lexical && !vector.IsEmpty)
            lanes.Add((Lane.Dense, DenseLane.Search(snapshot, vector, candidates, depth)));
        return ReciprocalRankFusion.Fuse(snapshot, lanes, query.Limit);
    }
}
