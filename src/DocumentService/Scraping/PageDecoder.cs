using System.Text;
using System.Text.RegularExpressions;
using GroupChat.Documents.Detection;

namespace GroupChat.Documents.Scraping;

/// <summary>
/// Finds a page's character encoding as browsers do: byte order mark, then the server's word, then for HTML the meta
/// element, then UTF-8 if it is that, else for HTML windows-1252. Only HTML may hold bytes that do not decode; they become
/// U+FFFD, as the HTML standard has it.
/// </summary>
internal static partial class PageDecoder
{
    /// <summary>Where the HTML standard looks for the meta element.</summary>
    private const int MetaBytes = 1024;

    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <exception cref="ServiceDefaults.Errors.DomainError">INVALID_ENCODING or UNSUPPORTED_MEDIA_TYPE.</exception>
    public static string Decode(FetchedPage page)
    {
        if (BinarySignatures.Find(page.Body) is { } binary)
            throw DocumentErrors.UnsupportedMediaType(binary);
        if (page.Body is [0xEF, 0xBB, 0xBF, ..] or [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            return TextDecoder.Decode(page.Body);
        var html = page.Format == DocumentFormat.Html;
        var declared = page.Charset is { Length: > 0 } ? page.Charset : html ? Meta(page.Body) : null;
        if (declared is null)
            return html && !Utf8IsValid(page.Body) ? Western.GetString(page.Body) : TextDecoder.Decode(page.Body);
        var encoding = Named(declared) ?? throw DocumentErrors.InvalidEncoding("text in a known encoding");
        return html ? encoding.GetString(page.Body) : Strict(encoding, page.Body);
    }

    private static bool Utf8IsValid(byte[] body) => System.Text.Unicode.Utf8.IsValid(body) && !body.AsSpan().Contains((byte)0);

    private static string? Meta(byte[] body)
    {
        var head = Encoding.Latin1.GetString(body, 0, Math.Min(body.Length, MetaBytes));
        var found = MetaCharset().Match(head);
        return found.Success ? found.Groups[1].Value : null;
    }

    /// <summary>By the labels of the Encoding standard where they differ from the registry's: Latin-1 means windows-1252.</summary>
    private static Encoding? Named(string label)
    {
        try
        {
            return label.ToUpperInvariant() switch
            {
                "UTF8" or "UTF-8" or "UNICODE-1-1-UTF-8" => Encoding.UTF8,
                "UTF-16" or "UTF-16LE" => Encoding.Unicode,
                "UTF-16BE" => Encoding.BigEndianUnicode,
                "ISO-8859-1" or "ISO8859-1" or "LATIN1" or "US-ASCII" or "ASCII" or "L1" => Western,
                // Never UTF-7: it hides markup from whoever filters it.
                "UTF-7" or "UNICODE-1-1-UTF-7" => null,
                _ => CodePagesEncodingProvider.Instance.GetEncoding(label),
            };
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string Strict(Encoding encoding, byte[] body)
    {
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        try
        {
            var text = strict.GetString(body);
            return text.Contains('\0', StringComparison.Ordinal) ? throw DocumentErrors.UnsupportedMediaType(MediaTypes.Binary) : text;
        }
        catch (DecoderFallbackException)
        {
            throw DocumentErrors.InvalidEncoding(encoding.WebName);
        }
    }

    [GeneratedRegex("""<meta[^>]{1,300}?charset\s*=\s*["']?\s*([a-z0-9_:.\-]{1,40})""", RegexOptions.IgnoreCase)]
    private static partial Regex MetaCharset();
}
