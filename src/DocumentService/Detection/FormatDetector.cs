using GroupChat.Documents.Text;

namespace GroupChat.Documents.Detection;

/// <summary>
/// Decides what an upload is. The content decides whether it is text at all; the file name, then the declared type, decide
/// between plain text and Markdown, which no content can settle. HTML is left to the scraper, which knows how to find the
/// main content of a page.
/// </summary>
internal static class FormatDetector
{
    private static readonly string[] MarkdownExtensions = [".md", ".markdown", ".mdown", ".mkd"];
    private static readonly string[] PlainExtensions = [".txt", ".text", ".log"];
    private static readonly string[] HtmlExtensions = [".html", ".htm", ".xhtml"];

    /// <summary>Format and decoded text of an upload.</summary>
    /// <exception cref="ServiceDefaults.Errors.DomainError">UNSUPPORTED_MEDIA_TYPE, INVALID_ENCODING or EMPTY_DOCUMENT.</exception>
    public static (DocumentFormat Format, CanonicalText Text) Detect(ReadOnlySpan<byte> content, string fileName, string declaredType)
    {
        if (BinarySignatures.Find(content) is { } binary)
            throw DocumentErrors.UnsupportedMediaType(binary);
        var decoded = TextDecoder.Decode(content);
        var format = Choose(Path.GetExtension(fileName), declaredType);
        if (format == DocumentFormat.Html || LooksLikeHtml(decoded))
            throw DocumentErrors.UnsupportedMediaType(MediaTypes.Html);
        var text = CanonicalText.From(decoded);
        return text.IsBlank ? throw DocumentErrors.EmptyDocument() : (format, text);
    }

    /// <summary>True for text that opens as an HTML document does, whatever its name.</summary>
    public static bool LooksLikeHtml(ReadOnlySpan<char> text)
    {
        text = text.TrimStart();
        return text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }

    private static DocumentFormat Choose(string extension, string declaredType)
    {
        if (MarkdownExtensions.Contains(extension, StringComparer.OrdinalIgnoreCase))
            return DocumentFormat.Markdown;
        if (PlainExtensions.Contains(extension, StringComparer.OrdinalIgnoreCase))
            return DocumentFormat.PlainText;
        if (HtmlExtensions.Contains(extension, StringComparer.OrdinalIgnoreCase))
            return DocumentFormat.Html;
        return MediaTypes.Parse(declaredType) ?? DocumentFormat.PlainText;
    }
}
