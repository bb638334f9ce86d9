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
        var rarity = Math.Log(1 + ((snapshot.Live.Count - having + 0.5) / (having + 0.5)));
        var meanLength = (double)snapshot.TotalLength / snapshot.Live.Count;
        foreach (var (slot, count) in snapshot.Segment.Terms.Postings(term.Term))
        {
            if (!candidates.Contains(slot))
                continue;
            var dampening = K1 * (1 - B + (B * snapshot.Segment.Length(slot) / meanLength));
            scores[slot] += term.Weight * rarity * count * (K1 + 1) / (count + dampening);
        }
    }
}
