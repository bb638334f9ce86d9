using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Index;
using GroupChat.Vectors.Lexical;

namespace GroupChat.Vectors.Search;

/// <summary>How a search was carried out.</summary>
/// <param name="Points">Points of the tenant.</param>
/// <param name="Candidates">Those the filter let through.</param>
/// <param name="Dense">What the dense lane did; null when it was not asked.</param>
/// <param name="Recall">What walks of the width in use were last measured to find.</param>
/// <param name="Terms">What the lexical lane looked for, each with the points that have it.</param>
internal sealed record SearchExplanation(
    int Points, int Candidates, SearchPlan? Dense, double Recall, IReadOnlyList<(WeightedTerm Term, int Points)> Terms)
{
    public static SearchExplanation Of(TenantSnapshot snapshot, SearchQuery query, bool hasVector, int depth)
    {
        var candidates = snapshot.Candidates(query.Filter);
        var index = snapshot.Segment.Dense;
        var plan = hasVector ? index.PlanFor(DenseLane.RequestFor(snapshot, candidates, depth, query.Exact)) : (SearchPlan?)null;
        var terms = query.Mode == SearchMode.Dense ? [] : LexicalQuery.Of(snapshot, query.Text).Terms;
        return new(
            snapshot.Live.Count,
            candidates.Count,
            plan,
            plan?.Path == SearchPath.Graph ? index.Width.Recall : 0,
            [.. terms.Select(term => (term, Bm25.DocumentFrequency(snapshot, term.Term)))]);
    }
}
