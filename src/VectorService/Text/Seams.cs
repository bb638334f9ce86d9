using System.Text;

namespace GroupChat.Vectors.Text;

/// <summary>
/// Where words stuck together by capitals were stuck (<c>maxTokens</c>, <c>HTTPServer</c>): to be marked before a text is folded,
/// which takes the capitals away.
/// </summary>
internal static class Seams
{
    /// <summary>A control character that no text needs; one that is there already separates words as ever.</summary>
    public const char Mark = '\u001f';

    /// <summary>The text with its seams marked; itself where it has none.</summary>
    public static string In(string text)
    {
        StringBuilder? marked = null;
        var copied = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var isForeign = text[i] == Mark;
            if (!isForeign && !IsSeam(text, i))
                continue;
            marked ??= new StringBuilder(text.Length + 16);
            marked.Append(text, copied, i - copied).Append(isForeign ? ' ' : Mark);
            copied = isForeign ? i + 1 : i;
        }

        return marked?.Append(text, copied, text.Length - copied).ToString() ?? text;
    }

    private static bool IsSeam(string text, int at)
    {
        if (at == 0 || !char.IsUpper(text[at]))
            return false;
        var before = text[at - 1];
        return char.IsUpper(before)
            ? BeginsWord(text.AsSpan(at))
            : (char.IsLower(before) || char.IsAsciiDigit(before)) && !EndsBrand(text, at);
    }

    // PostgreSQL and OpenSSL are names of one thing, parseJSON is what a function does.
    private static bool EndsBrand(string text, int at)
    {
        var (start, end) = (at - 1, at);
        while (start > 0 && char.IsLower(text[start]))
            start--;
        while (end < text.Length && char.IsUpper(text[end]))
            end++;
        return end - at > 1 && char.IsUpper(text[start]) && (start == 0 || !char.IsLetterOrDigit(text[start - 1]))
            && (end == text.Length || !char.IsLetterOrDigit(text[end]));
    }

    // Of several capitals the last begins the next word, but not in a plural: HTTPServer, but IDs.
    private static bool BeginsWord(ReadOnlySpan<char> text) =>
        text.Length > 1 && char.IsLower(text[1]) && !(text[1] == 's' && (text.Length == 2 || !char.IsLower(text[2])));
}
