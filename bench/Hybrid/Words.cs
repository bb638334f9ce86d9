using System.Text.RegularExpressions;

namespace GroupChat.Bench.Hybrid;

/// <summary>Words and names of code in a text.</summary>
internal static partial class Words
{
    public static IEnumerable<string> Of(string text) => Word().Matches(text).Select(match => match.Value);

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
