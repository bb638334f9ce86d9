using System.Text;

namespace GroupChat.Agents.Turns;

/// <summary>The longest beginning of a text, in whole characters, that fits into so many bytes of UTF-8.</summary>
internal static class Utf8Prefix
{
    public static string Of(string text, int mostBytes)
    {
        if (Encoding.UTF8.GetByteCount(text) <= mostBytes)
            return text;
        var (bytes, chars) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > mostBytes)
                break;
            chars += rune.Utf16SequenceLength;
        }
        return text[..chars];
    }
}
