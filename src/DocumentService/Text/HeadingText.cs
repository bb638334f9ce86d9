using System.Text;
using System.Text.RegularExpressions;

namespace GroupChat.Documents.Text;

/// <summary>Makes the words of a heading line showable: without Markdown's marks, on one line, at most 120 characters.</summary>
internal static partial class HeadingText
{
    private const int MaxChars = 120;

    /// <summary>Bytes looked at: a longer "heading" is somebody's paragraph.</summary>
    private const int MaxBytes = 1024;

    /// <param name="content">The heading line after its opening marks.</param>
    public static string Of(ReadOnlySpan<byte> content)
    {
        var text = Encoding.UTF8.GetString(content[..Boundary(content)]);
        text = ClosingMarks().Replace(text, "");
        text = Link().Replace(text, "$1");
        text = EmphasisMarks().Replace(text, "");
        text = Blanks().Replace(text, " ").Trim();
        return text.Length <= MaxChars ? text : Shorten(text);
    }

    private static int Boundary(ReadOnlySpan<byte> content)
    {
        var end = Math.Min(content.Length, MaxBytes);
        while (end > 0 && end < content.Length && (content[end] & 0xC0) == 0x80)
            end--;
        return end;
    }

    private static string Shorten(string text)
    {
        var end = char.IsHighSurrogate(text[MaxChars - 2]) ? MaxChars - 2 : MaxChars - 1;
        return string.Concat(text.AsSpan(0, end), "…");
    }

    [GeneratedRegex(@"(^|\s)#+\s*$")]
    private static partial Regex ClosingMarks();

    [GeneratedRegex(@"!?\[([^\[\]]*)\]\([^()]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\*+|`+|~~|(?<!\w)_+|_+(?!\w)")]
    private static partial Regex EmphasisMarks();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
