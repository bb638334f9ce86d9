using System.Runtime.InteropServices;
using System.Text;
using GroupChat.ServiceDefaults.Text;
using GroupChat.Vectors.Text;

namespace GroupChat.Vectors.Lexical;

/// <summary>
/// The terms BM25 counts: stems of words; in unspaced runs every pair of characters, and single characters so that a query
/// of one is found too. Words joined to a name are also counted by twos, unstemmed, so that <c>log_file</c> is more than
/// a file and a log, however it is written. <see cref="Length"/> counts words and pairs of characters only: the rest says the same thing twice.
/// </summary>
internal sealed record LexicalTerms(IReadOnlyDictionary<string, int> Counts, int Length)
{
    // No word has one.
    private const char Joint = '_';

    public static LexicalTerms Of(IReadOnlyList<Token> tokens)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var (length, previous) = (0, "");
        foreach (var token in tokens)
        {
            if (token.Joined)
                Count(counts, NameOf(previous, token.Text));
            previous = token.Text;
            if (!token.Unspaced)
            {
                Count(counts, EnglishStemmer.Stem(token.Text));
                length++;
                continue;
            }

            var characters = Characters(token.Text);
            foreach (var character in characters)
                Count(counts, character);
            for (var i = 1; i < characters.Count; i++)
                Count(counts, characters[i - 1] + characters[i]);
            length += Math.Max(1, characters.Count - 1);
        }

        return new LexicalTerms(counts, length);
    }

    /// <summary>A query's distinct terms in order: pairs where a run has them, the single character where it is all there is.</summary>
    public static IReadOnlyList<string> OfQuery(IReadOnlyList<Token> tokens)
    {
        var terms = new OrderedDictionary<string, int>(StringComparer.Ordinal);
        var previous = "";
        foreach (var token in tokens)
        {
            if (token.Joined)
                terms[NameOf(previous, token.Text)] = 1;
            previous = token.Text;
            if (!token.Unspaced)
            {
                terms[EnglishStemmer.Stem(token.Text)] = 1;
                continue;
            }

            var characters = Characters(token.Text);
            if (characters.Count == 1)
                terms[characters[0]] = 1;
            for (var i = 1; i < characters.Count; i++)
                terms[characters[i - 1] + characters[i]] = 1;
        }

        return [.. terms.Keys];
    }

    /// <summary>Whether a term is two words of a name: nothing to be respelled, its words are.</summary>
    public static bool IsName(string term) => term.Contains(Joint, StringComparison.Ordinal);

    /// <summary>
    /// Whether other terms may stand in for it when it is unknown. Not for characters and pairs of unspaced runs: two of them are
    /// either the same or about something else.
    /// </summary>
    public static bool CanBeRespelled(string term) => !IsName(term) && Rune.GetRuneAt(term, 0) is var first && !UnspacedScripts.Contains(first.Value);

    /// <summary>Whether every word is part of a name.</summary>
    public static bool AreNames(IReadOnlyList<Token> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!tokens[i].Joined && !(i + 1 < tokens.Count && tokens[i + 1].Joined))
                return false;
        }

        return true;
    }

    private static string NameOf(string first, string second) => $"{first}{Joint}{second}";

    private static List<string> Characters(string run)
    {
        var characters = new List<string>(run.Length);
        foreach (var rune in run.EnumerateRunes())
            characters.Add(rune.ToString());
        return characters;
    }

    private static void Count(Dictionary<string, int> counts, string term) =>
        CollectionsMarshal.GetValueRefOrAddDefault(counts, term, out _)++;
}
