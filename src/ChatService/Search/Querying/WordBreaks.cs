using System.Globalization;
using System.Text;
using GroupChat.ServiceDefaults.Text;

namespace GroupChat.Chat.Search.Querying;

/// <summary>Where a word may begin or end: everywhere but between two letters, digits or marks of scripts that write spaces.</summary>
internal static class WordBreaks
{
    public static bool IsBreak(string text, int index) =>
        index == 0 || index == text.Length || !(IsInner(Before(text, index)) && IsInner(After(text, index)));

    private static Rune Before(string text, int index)
    {
        Rune.DecodeLastFromUtf16(text.AsSpan(0, index), out var rune, out _);
        return rune;
    }

    private static Rune After(string text, int index)
    {
        Rune.DecodeFromUtf16(text.AsSpan(index), out var rune, out _);
        return rune;
    }

    private static bool IsInner(Rune rune)
    {
        if (rune.IsAscii)
            return Rune.IsLetterOrDigit(rune);
        if (UnspacedScripts.Contains(rune.Value))
            return false;
        return Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
    }
}
