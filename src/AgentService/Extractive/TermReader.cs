using System.Globalization;
using System.Text;

namespace GroupChat.Agents.Extractive;

/// <summary>
/// Reads the words of a text in any language. Identifiers yield their parts and remember the whole; scripts that are
/// written without spaces yield overlapping pairs of characters, because a word list for each would be needed otherwise.
/// </summary>
internal static class TermReader
{
    public static List<Term> Read(string text)
    {
        var terms = new List<Term>();
        var index = 0;
        while (index < text.Length)
        {
            var start = index;
            while (index < text.Length && IsWordAt(text, index))
                index += RuneLength(text, index);
            if (index == start)
                index += RuneLength(text, index);
            else if (Script.IsUnspaced(Rune.GetRuneAt(text, start)))
                index = UnspacedTerms.Read(text, start, index, terms);
            else
                ReadWord(text, start, index = EndOfSpaced(text, start, index), terms);
        }
        return terms;
    }

    private static void ReadWord(string text, int start, int end, List<Term> terms)
    {
        var word = text[start..end].TrimEnd('_', '\'', '’').Replace("'s", "", StringComparison.OrdinalIgnoreCase)
            .Replace("’s", "", StringComparison.OrdinalIgnoreCase).Replace("'", "", StringComparison.Ordinal)
            .Replace("’", "", StringComparison.Ordinal);
        var parts = IdentifierParts.Split(word);
        var first = terms.Count == 0;
        var named = word.Any(char.IsAsciiDigit) || word.Contains('_', StringComparison.Ordinal) || (!first && word.Any(char.IsUpper));
        var whole = parts.Count > 1 ? Stemmer.Stem(LetterFolding.Fold(string.Concat(parts))) : null;
        foreach (var part in parts)
        {
            var folded = LetterFolding.Fold(part);
            terms.Add(new Term(folded, Stemmer.Stem(folded), terms.Count, whole, named));
        }
    }

    /// <summary>A word stops where a script without spaces begins: <c>的API接口</c>.</summary>
    private static int EndOfSpaced(string text, int start, int end)
    {
        for (var index = start; index < end; index += RuneLength(text, index))
        {
            if (Script.IsUnspaced(Rune.GetRuneAt(text, index)))
                return index;
        }
        return end;
    }

    private static bool IsWordAt(string text, int index)
    {
        if (text[index] is '\'' or '’' or '_')
            return index > 0 && index + 1 < text.Length && char.IsLetterOrDigit(text[index - 1]) && char.IsLetterOrDigit(text[index + 1]);
        if (!Rune.TryGetRuneAt(text, index, out var rune))
            return false;
        return Rune.IsLetterOrDigit(rune)
            || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
    }

    private static int RuneLength(string text, int index) => Rune.TryGetRuneAt(text, index, out var rune) ? rune.Utf16SequenceLength : 1;
}
