using System.Text;

namespace GroupChat.Agents.Extractive;

/// <summary>Which characters belong to a script written without spaces between words.</summary>
internal static class Script
{
    public static bool IsUnspaced(Rune rune) => IsIdeograph(rune) || IsHiragana(rune) || rune.Value is
        (>= 0x30A0 and <= 0x30FF)      // Katakana
        or (>= 0xAC00 and <= 0xD7A3)   // Hangul: spaced, but its particles stick to the words
        or (>= 0x0E00 and <= 0x0EFF)   // Thai, Lao
        or (>= 0x1000 and <= 0x109F)   // Myanmar
        or (>= 0x1780 and <= 0x17FF);  // Khmer

    public static bool IsIdeograph(Rune rune) => rune.Value is
        (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3134F) or 0x3005;

    public static bool IsHiragana(Rune rune) => rune.Value is >= 0x3040 and <= 0x309F;
}
