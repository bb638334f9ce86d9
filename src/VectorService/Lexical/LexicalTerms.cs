using System.Runtime.InteropServices;
using GroupChat.Vectors.Text;

namespace GroupChat.Vectors.Lexical;

/// <summary>
/// The terms BM25 counts: stems of words; in unspaced runs every pair of characters, and single characters so that a query
/// of one is found too. <see cref="Length"/> counts words and pairs only: the singles say the same thing twice.
/// </summary>
internal sealed record LexicalTerms(IReadOnlyDictionary<string, int> Counts, int Length)
{
    public static LexicalTerms Of(IReadOnlyList<Token> tokens)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var length = 0;
        foreach (var token in tokens)
        {
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
    public static IReadOnlyList<string> OfQuery(string query)
    {
        var terms = new OrderedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var token in Tokenizer.Tokenize(query))
        {
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
