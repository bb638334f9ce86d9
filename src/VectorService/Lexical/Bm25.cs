using System.Buffers;
using GroupChat.Vectors.Index;

namespace GroupChat.Vectors.Lexical;

/// <summary>
/// Okapi BM25 with k1 1.2 and b 0.75 (S. Robertson, H. Zaragoza, "The Probabilistic Relevance Framework", 2009), idf
/// ln(1 + (N - df + 0.5) / (df + 0.5)). Rarity and mean length are the whole tenant's, whatever a filter lets through.
/// </summary>
internal static class Bm25
{
    private const double K1 = 1.2;
    private const double B = 0.75;

    /// <summary>Live points that have the term.</summary>
    public static int DocumentFrequency(TenantSnapshot snapshot, string term)
    {
        var having = 0;
        foreach (var posting in snapshot.Segment.Terms.Postings(term))
            having += snapshot.Live.Contains(posting.Slot) ? 1 : 0;
        return having;
    }

    /// <summary>What a term is worth that so many of the points have.</summary>
    public static double Rarity(long points, long having) => Math.Log(1 + ((points - having + 0.5) / (having + 0.5)));

    /// <summary>What so many of a term are worth in a point whose length is so many times the mean.</summary>
    public static double Saturation(int count, double length) => count * (K1 + 1) / (count + (K1 * (1 - B + (B * length))));

    public static IReadOnlyList<ScoredSlot> Search(
        TenantSnapshot snapshot, IReadOnlyList<WeightedTerm> terms, SlotSet candidates, int depth)
    {
        if (terms.Count == 0 || candidates.Count == 0)
            return [];
        var scores = ArrayPool<double>.Shared.Rent(snapshot.Segment.Count);
        try
        {
            Array.Clear(scores);
            foreach (var term in terms)
                AddScores(snapshot, term, candidates, scores);
            var top = new TopSlots(depth, snapshot);
            foreach (var slot in candidates)
            {
                if (scores[slot] > 0)
                    top.Offer(slot, scores[slot]);
            }

            return top.Best;
        }
        finally
        {
            ArrayPool<double>.Shared.Return(scores);
        }
    }

    private static void AddScores(TenantSnapshot snapshot, WeightedTerm term, SlotSet candidates, double[] scores)
    {
        var having = DocumentFrequency(snapshot, term.Term);
        var rarity = Rarity(snapshot.Live.Count, having);
        var meanLength = (double)snapshot.TotalLength / snapshot.Live.Count;
        foreach (var (slot, count) in snapshot.Segment.Terms.Postings(term.Term))
        {
            if (!candidates.Contains(slot))
                continue;
            scores[slot] += term.Weight * rarity * Saturation(count, snapshot.Segment.Length(slot) / meanLength);
        }
    }
}
