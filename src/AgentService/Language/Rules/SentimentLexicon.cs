using System.Globalization;
using GroupChat.Agents.Extractive;

namespace GroupChat.Agents.Language.Rules;

/// <summary>
/// Words and signs that tell a feeling, with weights from -3 to 3, in one list for all languages: a word that means something
/// else in another of them is not in it. Read from sentiment.txt, which lies in the assembly.
/// </summary>
internal sealed class SentimentLexicon
{
    private const int ShortestBase = 3;

    // Endings of inflected forms, long ones first.
    private static readonly string[] Endings = ["ing", "ed", "es", "er", "en", "em", "s", "d", "e", "n"];

    private readonly Dictionary<string, double> _weights = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _strengths = new(StringComparer.Ordinal);
    private readonly HashSet<string> _negations = new(StringComparer.Ordinal);
    private readonly HashSet<string> _turns = new(StringComparer.Ordinal);

    private SentimentLexicon(TextReader lines)
    {
        while (lines.ReadLine() is { } line)
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 0 && words[0] != "#")
                Read(words[0], words.Skip(1));
        }
    }

    public static SentimentLexicon Shared { get; } = Load();

    /// <summary>0 when the word is not known.</summary>
    public double WeightOf(string folded)
    {
        if (_weights.TryGetValue(folded, out var weight))
            return weight;
        foreach (var ending in Endings)
        {
            if (folded.Length - ending.Length >= ShortestBase && folded.EndsWith(ending, StringComparison.Ordinal)
                && _weights.TryGetValue(folded[..^ending.Length], out weight))
                return weight;
        }
        return 0;
    }

    /// <summary>By what a word like "very" multiplies the one after it; 1 for most.</summary>
    public double StrengthOf(string folded) => _strengths.GetValueOrDefault(folded, 1);

    public bool IsNegation(string folded) => _negations.Contains(folded) || folded.EndsWith("n't", StringComparison.Ordinal);

    /// <summary>True for words like "but": what follows them counts more than what stood before.</summary>
    public bool IsTurn(string folded) => _turns.Contains(folded);

    private static SentimentLexicon Load()
    {
        using var stream = typeof(SentimentLexicon).Assembly.GetManifestResourceStream("sentiment.txt")
            ?? throw new InvalidOperationException("sentiment.txt is missing in the assembly.");
        using var reader = new StreamReader(stream);
        return new SentimentLexicon(reader);
    }

    private void Read(string kind, IEnumerable<string> words)
    {
        foreach (var word in words.Select(static word => LetterFolding.Fold(word)))
        {
            if (kind == "not")
                _negations.Add(word);
            else if (kind == "but")
                _turns.Add(word);
            else if (kind[0] == 'x')
                _strengths[word] = double.Parse(kind.AsSpan(1), CultureInfo.InvariantCulture);
            else
                _weights[word] = double.Parse(kind, CultureInfo.InvariantCulture);
        }
    }
}
