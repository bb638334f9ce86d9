using System.Text;

namespace GroupChat.Cli.Terminal;

/// <summary>
/// Makes other people's text safe to print: nothing in it can move the cursor, change colours, set the title, ring or
/// reverse the reading direction. Every control becomes a visible sign, so that nothing said is hidden either.
/// </summary>
internal static class Sanitizer
{
    private const int ControlPictures = 0x2400;

    /// <summary>Text over several lines: line ends become LF, a tab becomes two spaces.</summary>
    public static string Text(string text) => Clean(text, keepLines: true);

    /// <summary>Text for one line: line ends become the sign ⏎.</summary>
    public static string Line(string text) => Clean(text, keepLines: false);

    private static string Clean(string text, bool keepLines)
    {
        if (!NeedsCleaning(text))
            return text;
        var clean = new StringBuilder(text.Length + 8);
        var afterReturn = false;
        foreach (var rune in text.EnumerateRunes())
        {
            // CR LF is one line end.
            if (rune.Value != '\n' || !afterReturn)
                Append(clean, rune, keepLines);
            afterReturn = rune.Value == '\r';
        }
        return clean.ToString();
    }

    private static void Append(StringBuilder clean, Rune rune, bool keepLines)
    {
        if (IsLineEnd(rune.Value))
            clean.Append(keepLines ? '\n' : '⏎');
        else if (rune.Value == '\t')
            clean.Append("  ");
        else if (rune.Value < 0x20)
            clean.Append((char)(ControlPictures + rune.Value));
        else if (rune.Value == 0x7F)
            clean.Append('␡');
        else if (IsUnsafe(rune.Value))
            clean.Append('\uFFFD');
        else
            clean.Append(rune);
    }

    private static bool NeedsCleaning(string text)
    {
        foreach (var character in text)
        {
            // Surrogates go the long way too: a lone one must not reach the terminal's encoder.
            if (character < 0x20 || character == 0x7F || IsUnsafe(character) || IsLineEnd(character) || char.IsSurrogate(character))
                return true;
        }
        return false;
    }

    private static bool IsLineEnd(int value) => value is '\n' or '\r' or 0x85 or 0x2028 or 0x2029;

    /// <summary>C1 controls, bidirectional overrides and isolates (which can make a line read as another), and U+FEFF.</summary>
    private static bool IsUnsafe(int value) =>
        value is (>= 0x80 and <= 0x9F) or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x200E or 0x200F or 0x061C or 0xFEFF;
}
