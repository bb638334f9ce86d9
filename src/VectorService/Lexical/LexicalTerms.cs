using System.Runtime.InteropServices;
using System.Text;
using GroupChat.ServiceDefaults.Text;
using GroupChat.Vectors.Text;

namespace GroupChat.Vectors.Lexical;

/// <summary>
/// The terms BM25 counts: stems of words; in unspaced runs every pair of characters, and single characters so that a query
/// of one is found too. Words joined to a name are also counted by twos, unstemmed, so that <c>log_file</c> is more than
/// a file and a log, however it is written; words stuck together by capitals (<c>logFile</c>) count as a whole, and once as such words
/// that are not there by themselves. <see cref="Length"/> counts words and pairs of characters only: the rest says the same thing twice.
/// </summary>
internal sealed record LexicalTerms(IReadOnlyDictionary<string, int> Counts, int Length)
{
    // No word has one.
    private const char Joint = '_';

    public static LexicalTerms Of(IReadOnlyList<Token> tokens)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var (length, previous, parts) = (0, "", new List<string>());
        foreach (var token in tokens)
        {
            if (token.Joined)
                Count(counts, NameOf(previous, token.Text));
            previous = token.Text;
            if (!token.Unspaced)
            {
                Count(counts, EnglishStemmer.Stem(token.Text));
                parts.AddRange(PartsOf(token));
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

        foreach (var part in parts)
            counts.TryAdd(part, 1);
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

    /// <summary>
    /// The terms that a query's term is made of, when it was stuck together by capitals: what to look for where nobody writes it
    /// like that. Else none.
    /// </summary>
    public static IEnumerable<string> PartsOf(IReadOnlyList<Token> tokens, string term) =>
        tokens.Where(token => token.Parts is not null && EnglishStemmer.Stem(token.Text) == term).Take(1).SelectMany(PartsOf);

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

    // Its words, and by twos as those of other names.
    private static IEnumerable<string> PartsOf(Token token)
    {
        if (token.Parts is not { } parts)
            yield break;
        for (var i = 0; i < parts.Length; i++)
        {
            if (i > 0)
                yield return NameOf(parts[i - 1], parts[i]);
            yield return EnglishStemmer.Stem(parts[i]);
        }
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
