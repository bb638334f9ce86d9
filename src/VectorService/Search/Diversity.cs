using GroupChat.Vectors.Dense;

namespace GroupChat.Vectors.Search;

/// <summary>
/// Maximal marginal relevance (J. Carbonell, J. Goldstein, SIGIR 1998): one hit after the other, the best by its score less what it
/// resembles the hits before it.
/// </summary>
/// <param name="Strength">What likeness takes away, from 0 to 1.</param>
/// <param name="Candidates">How many hits to choose from.</param>
internal sealed record Diversity(double Strength, int Candidates)
{
    public IReadOnlyList<SearchHit> Choose(IReadOnlyList<SearchHit> hits, VectorRows rows, int limit)
    {
        var left = hits.Select(hit => (Hit: hit, Likeness: 0.0)).ToList();
        var chosen = new List<SearchHit>(limit);
        while (chosen.Count < limit && left.Count > 0)
        {
            var best = left.MaxBy(one => Worth(one.Hit, one.Likeness, hits[0].Score)); // the first of equals
            left.Remove(best);
            chosen.Add(best.Hit);
            for (var i = 0; i < left.Count; i++)
                left[i] = (left[i].Hit, Math.Max(left[i].Likeness, rows.Cosine(left[i].Hit.Slot, best.Hit.Slot)));
        }

        return chosen;
    }

    private double Worth(SearchHit hit, double likeness, double bestScore) =>
        ((1 - Strength) * hit.Score / bestScore) - (Strength * likeness);
}
