using GroupChat.Agents.Extractive;

namespace GroupChat.Agents.Language.Rules;

/// <summary>
/// Feels by words: what they weigh, turned by a negation near them, strengthened by the word before them, less before a "but"
/// than after it. The sum becomes a score as in C. Hutto and E. Gilbert, "VADER" (ICWSM 2014): s / sqrt(s² + 15).
/// </summary>
internal static class SentimentRules
{
    public const string Positive = "positive";
    public const string Neutral = "neutral";
    public const string Negative = "negative";
    public const string Mixed = "mixed";

    private const double Alpha = 15;
    private const double Decided = 0.2;

    // Both sides are heard when the weaker has at least this share of the stronger.
    private const double Balanced = 0.6;

    public static SentimentVerdict Judge(string text)
    {
        var (positive, negative, hits) = (0.0, 0.0, 0);
        foreach (var (start, end) in SentenceBoundaries.Split(text, 0, text.Length))
        {
            foreach (var weight in SentimentClause.Weights(text[start..end]))
            {
                positive += Math.Max(0, weight);
                negative += Math.Max(0, -weight);
                hits++;
            }
        }
        var sum = positive - negative;
        var score = sum / Math.Sqrt((sum * sum) + Alpha);
        return new(LabelOf(score, positive, negative), Math.Round(score, 4), Math.Round(ConfidenceOf(hits, positive, negative), 4));
    }

    private static string LabelOf(double score, double positive, double negative)
    {
        var (weaker, stronger) = (Math.Min(positive, negative), Math.Max(positive, negative));
        if (weaker > 1 && weaker >= Balanced * stronger)
            return Mixed;
        return score switch { >= Decided => Positive, <= -Decided => Negative, _ => Neutral };
    }

    /// <summary>With no word known there is little to say; then it grows with words, and with how far they agree.</summary>
    private static double ConfidenceOf(int hits, double positive, double negative)
    {
        if (hits == 0)
            return 0.4;
        var agreement = Math.Abs(positive - negative) / Math.Max(positive + negative, 1e-9);
        return 0.5 + (0.45 * agreement * hits / (hits + 1.0));
    }
}
