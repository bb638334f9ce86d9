using System.Globalization;

namespace GroupChat.Bench.Search;

/// <summary>A way in which people search: makes a query out of a message that is there.</summary>
/// <param name="Name">For the figures.</param>
/// <param name="Cut">Null when the message is of no use for it.</param>
internal sealed record SearchKind(string Name, Func<string, Random, string?> Cut)
{
    public static readonly IReadOnlyList<SearchKind> All =
    [
        new("word", (text, random) => Word(text, random, IsLatin)),
        new("two words", (text, random) => Word(text, random, IsLatin) is { } word ? $"{word} {Word(text, random, IsLatin)}" : null),
        new("part of a word", (text, random) => Word(text, random, IsLatin) is { Length: > 5 } word ? word[1..5] : null),
        new("phrase", Phrase),
        new("two letters", (text, random) => Word(text, random, IsLatin) is { Length: > 3 } word ? word[1..3] : null),
        new("Chinese, Japanese, Korean", (text, random) => Piece(text, random, 2, static c => c is >= '\u3042' and <= '\uD7A3')),
        new("one ideograph", (text, random) => Piece(text, random, 1, static c => c is >= '\u4E00' and <= '\u9FFF')),
        new("Thai", (text, random) => Piece(text, random, 5, static c => c is >= '\u0E00' and <= '\u0E7F')),
        new("Cyrillic", (text, random) => Word(text, random, static c => c is >= '\u0400' and <= '\u04FF')),
        new("code", (text, _) => text.StartsWith("if (", StringComparison.Ordinal) ? text[4..text.IndexOf(')', StringComparison.Ordinal)] : null),
        new("address", (text, _) => text.IndexOf("https://", StringComparison.Ordinal) is >= 0 and var at ? text[at..(text.IndexOf('?', at))] : null),
        new("emoji", (text, _) => char.IsSurrogate(text[^1]) ? text[^2..] : null),
        new("nothing", (_, random) => string.Create(CultureInfo.InvariantCulture, $"xq{random.Next()}zj")),
    ];

    private static bool IsLatin(char c) => char.IsAsciiLetterLower(c);

    private static string? Word(string text, Random random, Func<char, bool> isLetter)
    {
        var words = text.Split(' ').Where(word => word.Length > 1 && word.All(isLetter)).ToArray();
        return words.Length == 0 ? null : words[random.Next(words.Length)];
    }

    private static string? Phrase(string text, Random random)
    {
        var words = text.Split(' ');
        var at = random.Next(words.Length);
        return at + 1 < words.Length && words[at].All(IsLatin) && words[at + 1].All(IsLatin) ? $"\"{words[at]} {words[at + 1]}\"" : null;
    }

    private static string? Piece(string text, Random random, int length, Func<char, bool> isLetter)
    {
        if (text.Length < length)
            return null;
        var piece = text.Substring(random.Next(text.Length - length + 1), length);
        return piece.All(isLetter) ? piece : null;
    }
}
