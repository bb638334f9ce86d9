namespace GroupChat.Documents.Detection;

/// <summary>The formats this service reads.</summary>
internal enum DocumentFormat
{
    /// <summary><c>text/plain</c>: paragraphs between blank lines.</summary>
    PlainText,

    /// <summary><c>text/markdown</c>.</summary>
    Markdown,

    /// <summary><c>text/html</c>: from the scraper only.</summary>
    Html,
}
