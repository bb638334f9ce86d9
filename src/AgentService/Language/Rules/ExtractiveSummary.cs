using GroupChat.Agents.Extractive;

namespace GroupChat.Agents.Language.Rules;

/// <summary>
/// Summarizes by quoting: the sentences whose words the text speaks of most, each less for what those before it said
/// (J. Carbonell and J. Goldstein, "The use of MMR", SIGIR 1998), in the order of the text.
/// </summary>
internal static class ExtractiveSummary
{
    private const double Novelty = 0.6;
    private const double FirstSentence = 0.15;
    private const int ShortestWords = 4;

    /// <returns>The sentences, and the share of the text's words that they speak of.</returns>
    public static (string Summary, double Coverage) Of(string text, int sentences)
    {
        var read = Sentences(text);
        if (read.Count == 0)
            return (text.Trim(), 1);
        var weights = Weights(read);
        var chosen = new List<Scored>();
        var most = weights.Values.DefaultIfEmpty(1).Max();
        var rest = read.ConvertAll(sentence => sentence with { Score = Score(sentence, weights, most) });
        while (chosen.Count < sentences && rest.Count > 0)
        {
            var best = rest.MaxBy(sentence => sentence.Score - (Novelty * Repeats(sentence, chosen)))!;
            chosen.Add(best);
            rest.Remove(best);
        }
        chosen.Sort(static (left, right) => left.Position.CompareTo(right.Position));
        return (string.Join(' ', chosen.Select(static sentence => sentence.Text)), Coverage(chosen, weights));
    }

    private static List<Scored> Sentences(string text)
    {
        var all = SentenceReader.Read(text)
            .Where(static sentence => sentence.Kind is SentenceKind.Prose or SentenceKind.ListItem or SentenceKind.Question)
            .Select(static (sentence, position) => (Sentence: sentence, Position: position))
            .Select(one => Scored.Of(text.Substring(one.Sentence.Start, one.Sentence.Length), one.Position))
            .ToList();
        var whole = all.Where(static sentence => sentence.Words.Count >= ShortestWords).ToList();
        return whole.Count > 0 ? whole : all;
    }

    private static Dictionary<string, double> Weights(List<Scored> sentences) => sentences
        .SelectMany(static sentence => sentence.Words)
        .CountBy(static word => word)
        .ToDictionary(static pair => pair.Key, static pair => Math.Log(1 + pair.Value));

    /// <summary>Mean weight, so that length alone wins nothing; the first sentence often says what the text is about.</summary>
    private static double Score(Scored sentence, Dictionary<string, double> weights, double most)
    {
        var mean = sentence.Words.Sum(word => weights[word]) / (sentence.Words.Count + 3);
        return (mean / most) + (sentence.Position == 0 ? FirstSentence : 0);
    }

    private static double Repeats(Scored sentence, List<Scored> chosen) => chosen
        .Select(other => (double)sentence.Words.Count(other.Words.Contains) / Math.Max(1, sentence.Words.Count))
        .DefaultIfEmpty(0)
        .Max();

    private static double Coverage(List<Scored> chosen, Dictionary<string, double> weights) =>
        chosen.SelectMany(static sentence => sentence.Words).Distinct().Sum(word => weights[word]) / Math.Max(weights.Values.Sum(), 1e-9);

    private sealed record Scored(string Text, int Position, IReadOnlySet<string> Words, double Score)
    {
        public static Scored Of(string text, int position)
        {
            var terms = TermReader.Read(text);
            var grammar = StopWords.For(terms);
            return new(text, position, terms.Where(term => !grammar.Contains(term.Text)).Select(static term => term.Stem).ToHashSet(), 0);
        }
    }
}
