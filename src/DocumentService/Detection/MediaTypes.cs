namespace GroupChat.Documents.Detection;

/// <summary>Media type names of the formats, and what to call the rest.</summary>
internal static class MediaTypes
{
    public const string PlainText = "text/plain";
    public const string Markdown = "text/markdown";
    public const string Html = "text/html";
    public const string Binary = "application/octet-stream";

    public static string Of(DocumentFormat format) => format switch
    {
        DocumentFormat.PlainText => PlainText,
        DocumentFormat.Markdown => Markdown,
        DocumentFormat.Html => Html,
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>The format of a declared type, without its parameters; null when it is none of ours.</summary>
    public static DocumentFormat? Parse(string declared)
    {
        var bare = declared.AsSpan(0, declared.IndexOf(';', StringComparison.Ordinal) is var end and >= 0 ? end : declared.Length).Trim();
        if (Is(bare, Markdown) || Is(bare, "text/x-markdown"))
            return DocumentFormat.Markdown;
        if (Is(bare, Html) || Is(bare, "application/xhtml+xml"))
            return DocumentFormat.Html;
        return Is(bare, PlainText) ? DocumentFormat.PlainText : null;
    }

    private static bool Is(ReadOnlySpan<char> name, string type) => name.Equals(type, StringComparison.OrdinalIgnoreCase);
}
