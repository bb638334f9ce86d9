namespace GroupChat.Vectors.Search;

/// <summary>
/// Maximal marginal relevance (J. Carbonell, J. Goldstein, SIGIR 1998): one hit after the other, the best by its score less what it
/// resembles the hits before it.
/// </summary>
/// <param name="Strength">What likeness takes away, from 0 to 1.</param>
/// <param name="Candidates">How many hits to choose from.</param>
internal sealed record Diversity(double Strength, int Candidates)
{
    /// <param name="hits">The best first.</param>
    /// <param name="cosine">Of the vectors at two slots.</param>
    /// <param name="limit">So many at most.</param>
    public IReadOnlyList<SearchHit> Choose(IReadOnlyList<SearchHit> hits, Func<int, int, float> cosine, int limit)
    {
        var left = hits.Select(hit => (Hit: hit, Likeness: 0.0)).ToList();
        var chosen = new List<SearchHit>(limit);
        while (chosen.Count < limit && left.Count > 0)
        {
            var best = left.MaxBy(one => Worth(one.Hit, one.Likeness, hits[0].Score)); // the first of equals
            left.Remove(best);
            chosen.Add(best.Hit);
            for (var i = 0; i < left.Count; i++)
                left[i] = (left[i].Hit, Math.Max(left[i].Likeness, cosine(left[i].Hit.Slot, best.Hit.Slot)));
        }

        return chosen;
    }

    private double Worth(SearchHit hit, double likeness, double bestScore) =>
        ((1 - Strength) * hit.Score / bestScore) - (Strength * likeness);
}
