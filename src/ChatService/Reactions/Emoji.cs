using System.Globalization;
using System.Text;

namespace GroupChat.Chat.Reactions;

/// <summary>
/// What a member may react with. Any short text without white space and control characters: which sequences are emoji changes every
/// year, and rooms have emoji of their own. Kept as it was sent.
/// </summary>
internal static class Emoji
{
    public const int MaxBytes = 64;
    public const int MaxCodePoints = 12;

    /// <summary>Joiners and selectors hold emoji together, and tags make flags: format characters that are part of what is seen.</summary>
    private const int FirstTag = 0xE0020;
    private const int LastTag = 0xE007F;
    private const int ZeroWidthJoiner = 0x200D;

    public static bool IsValid(string text)
    {
        if (text.Length == 0 || Encoding.UTF8.GetByteCount(text) > MaxBytes)
            return false;
        var (count, seen) = (0, false);
        for (var i = 0; i < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune) || !IsAllowed(rune) || ++count > MaxCodePoints)
                return false;
            seen |= !IsInvisible(rune);
            i += rune.Utf16SequenceLength;
        }

        return seen;
    }

    private static bool IsAllowed(Rune rune) =>
        !Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune)
        && (Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format || IsJoining(rune));

    private static bool IsJoining(Rune rune) => rune.Value is ZeroWidthJoiner or (>= FirstTag and <= LastTag);

    private static bool IsInvisible(Rune rune) => IsJoining(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark;
}
