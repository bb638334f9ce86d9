using System.Text;

namespace GroupChat.Documents.Detection;

/// <summary>
/// Bytes to text, strictly: UTF-8 with or without a byte order mark, or UTF-16 with one. What does not decode without a
/// replacement character is refused rather than stored damaged: quotes are checked against what is stored.
/// </summary>
internal static class TextDecoder
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding Utf16Little = new(false, false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding Utf16Big = new(true, false, throwOnInvalidBytes: true);

    /// <exception cref="ServiceDefaults.Errors.DomainError">INVALID_ENCODING, or UNSUPPORTED_MEDIA_TYPE for content with NULs.</exception>
    public static string Decode(ReadOnlySpan<byte> content)
    {
        var (encoding, name, mark) = content switch
        {
            [0xEF, 0xBB, 0xBF, ..] => ((Encoding)Utf8, "UTF-8", 3),
            [0xFF, 0xFE, ..] => (Utf16Little, "UTF-16", 2),
            [0xFE, 0xFF, ..] => (Utf16Big, "UTF-16", 2),
            _ => (Utf8, "UTF-8", 0),
        };
        var text = Decode(content[mark..], encoding, name);
        return text.Contains('\0', StringComparison.Ordinal) ? throw DocumentErrors.UnsupportedMediaType(MediaTypes.Binary) : text;
    }

    private static string Decode(ReadOnlySpan<byte> content, Encoding encoding, string name)
    {
        // A NUL says "binary" more clearly than a failed decode does.
        if (encoding is UTF8Encoding && content.Contains((byte)0))
            throw DocumentErrors.UnsupportedMediaType(MediaTypes.Binary);
        try
        {
            return encoding.GetString(content);
        }
        catch (DecoderFallbackException)
        {
            throw DocumentErrors.InvalidEncoding(name);
        }
    }
}
