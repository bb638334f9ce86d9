using System.Text.RegularExpressions;

namespace GroupChat.Bench.Hybrid;

/// <summary>Words and names of code in a text.</summary>
internal static partial class Words
{
    public static IEnumerable<string> Of(string text) => Word().Matches(text).Select(match => match.Value);

    /// <summary>How many words a run of letters is at least, short ones left out: Chinese and Japanese write them without spaces.</summary>
    public static int Counted(string run) => run.Length >= 4 && run.Any(letter => letter >= '\u3040') ? 2 : run.Length >= 3 ? 1 : 0;

    /// <summary>All threes of neighbouring letters of its words, as an index of such threes has to be asked.</summary>
    public static IEnumerable<string> Threes(string text) =>
        Of(text).SelectMany(word => Enumerable.Range(0, Math.Max(0, word.Length - 2)).Select(at => word.Substring(at, 3))).Distinct(StringComparer.Ordinal);

    /// <summary>Names with an underscore, a dot between letters, or capitals within: what people look up by typing it.</summary>
    public static IEnumerable<string> Identifiers(string text) => Identifier().Matches(text).Select(match => match.Value).Distinct(StringComparer.Ordinal);

    /// <summary>The text with one long word mistyped, or every one; null when there is none.</summary>
    public static string? Misspelled(string text, Random random, bool everyWord)
    {
        var words = Word().Matches(text).Where(match => match.Length >= 5).ToArray();
        if (words.Length == 0)
            return null;
        var wrong = everyWord ? words : [words[random.Next(words.Length)]];
        foreach (var word in wrong.Reverse())
            text = text[..word.Index] + Mistype(word.Value, random) + text[(word.Index + word.Length)..];
        return text;
    }

    // Letters change places, are left out, typed twice or missed; the first one is usually right.
    private static string Mistype(string word, Random random)
    {
        var at = random.Next(1, word.Length - 1);
        return random.Next(4) switch
        {
            0 when word[at] != word[at + 1] => word[..at] + word[at + 1] + word[at] + word[(at + 2)..],
            1 => word[..at] + word[at] + word[at..],
            2 => word[..at] + (char)('a' + ((word[at] + 7) % 26)) + word[(at + 1)..],
            _ => word[..at] + word[(at + 1)..],
        };
    }

    [GeneratedRegex(@"\p{L}+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"(?<![\w.])(?:[A-Za-z]\w*_\w*[A-Za-z0-9]|[A-Za-z]{2,}\w*(?:\.[A-Za-z]{2,}\w*)+|[a-z]+[A-Z]\w{2,}|[A-Z][a-z]+[A-Z]\w{2,})(?![\w.])", RegexOptions.CultureInvariant)]
    private static partial Regex Identifier();
}
