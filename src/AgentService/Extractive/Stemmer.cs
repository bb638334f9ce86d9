using System.Buffers;

namespace GroupChat.Agents.Extractive;

/// <summary>
/// Maps inflected English words to what they share: <c>configured</c>, <c>configuration</c> and <c>configures</c> all become
/// <c>configur</c>. A stem need not be a word. Other languages mostly pass through, and are matched by common beginnings.
/// </summary>
internal static class Stemmer
{
    /// <summary>Suffix, what replaces it, and how many letters must remain before it.</summary>
    private static readonly (string Suffix, string With, int Remaining)[] Endings =
    [
        ("ization", "iz", 3), ("ation", "", 4), ("ility", "l", 4), ("ement", "", 4), ("ment", "", 5), ("ness", "", 4),
        ("ship", "", 4), ("able", "", 4), ("ible", "", 4), ("ance", "", 4), ("ence", "", 4), ("ing", "", 3), ("ied", "y", 2),
        ("ion", "", 4), ("ity", "", 4), ("ate", "", 4), ("ed", "", 3), ("er", "", 4), ("or", "", 4), ("al", "", 5),
    ];

    /// <summary>Forms that no suffix explains, and nouns whose suffix would lead to another word.</summary>
    private static readonly Dictionary<string, string> Irregular = (
        "sent=send kept=keep written=writ wrote=writ lost=los found=find built=build held=hold ran=run began=begin "
        + "begun=begin chosen=chos said=say sold=sell told=tell taken=tak given=giv gave=giv shown=show known=know "
        + "broken=break broke=break left=leav made=mak meant=mean children=child setting=setting settings=setting "
        + "men=man indices=index indexes=index replies=repl reply=repl replied=repl")
        .Split(' ').Select(static pair => pair.Split('=')).ToDictionary(static pair => pair[0], static pair => pair[1]);

    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouy");

    public static string Stem(string word)
    {
        if (word.Length < 3 || !word.All(char.IsAsciiLetterLower))
            return word;
        if (Irregular.TryGetValue(word, out var known))
            return known;

        if (word.Length == 3)
            return word;
        var stem = Singular(word);
        if (stem.EndsWith("ly", StringComparison.Ordinal) && stem.Length > 5)
            stem = stem[..^2];
        foreach (var (suffix, with, remaining) in Endings)
        {
            if (!stem.EndsWith(suffix, StringComparison.Ordinal) || stem.Length - suffix.Length < remaining)
                continue;
            if (!HasVowel(stem.AsSpan(0, stem.Length - suffix.Length)))
                continue;
            stem = string.Concat(stem.AsSpan(0, stem.Length - suffix.Length), with);
            break;
        }
        return Close(stem);
    }

    private static string Singular(string word)
    {
        if (word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 4)
            return string.Concat(word.AsSpan(0, word.Length - 3), "y");
        if (word.EndsWith("es", StringComparison.Ordinal) && EndsInHiss(word.AsSpan(0, word.Length - 2)))
            return word[..^2];
        return word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i') ? word[..^1] : word;
    }

    private static bool EndsInHiss(ReadOnlySpan<char> word) =>
        word.EndsWith("ss") || word.EndsWith("x") || word.EndsWith("ch") || word.EndsWith("sh") || word.EndsWith("zz");

    /// <summary>One form for doubled consonants, a silent e and a final y, which come and go with endings.</summary>
    private static string Close(string stem)
    {
        if (stem.Length > 3 && stem[^1] == 'e')
            stem = stem[..^1];
        if (stem.Length > 3 && stem[^1] == stem[^2] && !IsVowel(stem[^1]))
            stem = stem[..^1];
        return stem.Length > 3 && stem[^1] == 'y' ? string.Concat(stem.AsSpan(0, stem.Length - 1), "i") : stem;
    }

    private static bool HasVowel(ReadOnlySpan<char> letters) => letters.ContainsAny(Vowels);

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u';
}
