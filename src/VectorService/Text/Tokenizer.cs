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

    // What has more seams is encoded data.
    private const int MaxParts = 8;

    private const string Joints = "_.-:/";

    public static List<Token> Tokenize(string text)
    {
        var folded = TextFolding.Fold(Seams.In(text));
        var tokens = new List<Token>(folded.Length / 6);
        int start = 0, position = 0;
        var (open, joined) = (CharacterKind.Separator, false);
        foreach (var rune in folded.EnumerateRunes())
        {
            var kind = rune.Value == Seams.Mark ? open : KindOf(rune, open);
            if (kind != open || kind == CharacterKind.Symbol)
            {
                var closed = folded.AsSpan(start, position - start);
                Close(tokens, closed, open, joined);
                joined = open == CharacterKind.Separator && kind == CharacterKind.Word && IsJoint(closed) && tokens is [.., { Unspaced: false }];
                (start, open) = (position, kind);
            }

            position += rune.Utf16SequenceLength;
        }

        Close(tokens, folded.AsSpan(start, position - start), open, joined);
        return tokens;
    }

    // "a.b" is a name, "a. B" and "a... b" are sentences.
    private static bool IsJoint(ReadOnlySpan<char> separator) =>
        (separator.Length == 1 && Joints.Contains(separator[0], StringComparison.Ordinal)) || separator is "::";

    private static void Close(List<Token> tokens, ReadOnlySpan<char> text, CharacterKind kind, bool joined)
    {
        if (kind == CharacterKind.Separator || text.IsEmpty)
            return;
        var unspaced = kind == CharacterKind.Unspaced;
        var parts = text.Contains(Seams.Mark) ? text.ToString().Split(Seams.Mark) : null;
        var word = parts is null ? text : string.Concat(parts);
        if (parts is { Length: > MaxParts } || word.Length > MaxWord)
            parts = null;
        if (!unspaced && word.Length > MaxWord)
            word = word[..(char.IsHighSurrogate(word[MaxWord - 1]) ? MaxWord - 1 : MaxWord)];
        tokens.Add(new Token(word.ToString(), unspaced, joined, parts));
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
