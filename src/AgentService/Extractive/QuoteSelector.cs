namespace GroupChat.Agents.Extractive;

/// <summary>
/// Chooses what is quoted: the best sentence if it covers enough of the question, then up to three that are nearly as
/// good or cover another part of it, and that do not repeat what is already quoted.
/// </summary>
internal static class QuoteSelector
{
    private const int Most = 4;
    private const double Enough = 0.5;
    private const double NearlyAsGood = 0.8;
    private const double GoodWithFocus = 0.75;
    private const double OtherPart = 0.55;
    private const double Repeats = 0.7;

    public static List<RankedSentence> Select(IReadOnlyList<RankedSentence> ranked)
    {
        var chosen = new List<RankedSentence>();
        if (ranked.FirstOrDefault(static one => one.Coverage >= Enough) is { } best)
            chosen.Add(best);
        foreach (var next in ranked.TakeWhile(_ => chosen.Count is > 0 and < Most))
        {
            if (IsWorthAdding(next, chosen) && !chosen.Any(one => IsRepetition(one, next)))
                chosen.Add(next);
        }
        return chosen;
    }

    private static bool IsWorthAdding(RankedSentence next, List<RankedSentence> chosen)
    {
        if (next.Score >= (next.HasFocus ? GoodWithFocus : NearlyAsGood) * chosen[0].Score && next.Coverage >= Enough)
            return true;
        var gained = 0.0;
        for (var term = 0; term < next.Covered.Length; term++)
            gained += Math.Max(0, next.Covered[term] - chosen.Max(one => one.Covered[term]));
        return next.Score >= OtherPart * chosen[0].Score && gained >= 0.25;
    }

    private static bool IsRepetition(RankedSentence one, RankedSentence other) =>
        one.Candidate.Overlaps(other.Candidate) || one.Candidate.Own.Overlap(other.Candidate.Own) > Repeats;
}
