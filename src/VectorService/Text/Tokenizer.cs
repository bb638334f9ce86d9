using System.Globalization;
using System.Text;
using GroupChat.ServiceDefaults.Text;

namespace GroupChat.Vectors.Text;

/// <summary>
/// Cuts text into words and runs of unspaced scripts, over its folded form. Everything else but emoji and other symbols
/// (each a word of its own) separates. Words longer than <see cref="MaxWord"/> characters are cut there: encoded data is not language.
/// </summary>
internal static class Tokenizer
{
    public const int MaxWord = 64;

    public static List<Token> Tokenize(string text)
    {
        var folded = TextFolding.Fold(text);
        var tokens = new List<Token>(folded.Length / 6);
        int start = 0, position = 0;
        var open = CharacterKind.Separator;
        foreach (var rune in folded.EnumerateRunes())
        {
            var kind = KindOf(rune, open);
            if (kind != open || kind == CharacterKind.Symbol)
            {
                Close(tokens, folded.AsSpan(start, position - start), open);
                (start, open) = (position, kind);
            }

            position += rune.Utf16SequenceLength;
        }

        Close(tokens, folded.AsSpan(start, position - start), open);
        return tokens;
    }

    private static void Close(List<Token> tokens, ReadOnlySpan<char> text, CharacterKind kind)
    {
        if (kind == CharacterKind.Separator || text.IsEmpty)
            return;
        var unspaced = kind == CharacterKind.Unspaced;
        if (!unspaced && text.Length > MaxWord)
            text = text[..(char.IsHighSurrogate(text[MaxWord - 1]) ? MaxWord - 1 : MaxWord)];
        tokens.Add(new Token(text.ToString(), unspaced));
    }

    private static CharacterKind KindOf(Rune rune, CharacterKind open)
    {
        if (rune.IsAscii)
            return char.IsAsciiLetterOrDigit((char)rune.Value) ? CharacterKind.Word : CharacterKind.Separator;
        if (UnspacedScripts.Contains(rune.Value))
            return CharacterKind.Unspaced;
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => open,
            UnicodeCategory.OtherSymbol => CharacterKind.Symbol,
            _ => Rune.IsLetterOrDigit(rune) ? CharacterKind.Word : CharacterKind.Separator,
        };
    }

    private enum CharacterKind
    {
        Separator,
        Word,
        Unspaced,
        Symbol,
    }
}
