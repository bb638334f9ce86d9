using GroupChat.Documents.Detection;

namespace GroupChat.Documents.Text;

/// <summary>
/// A document as text and structure. Blocks cover every line that is not blank, so nothing of the text is lost to search.
/// </summary>
/// <param name="Text">The canonical text.</param>
/// <param name="Blocks">Its blocks in order.</param>
internal sealed record StructuredText(CanonicalText Text, IReadOnlyList<Block> Blocks)
{
    /// <summary>Text of the first heading, or null.</summary>
    public string? FirstHeading => Blocks.FirstOrDefault(block => block.Kind == BlockKind.Heading && block.Headings.Count > 0)?.Headings[^1];

    /// <summary>Reads the structure. HTML was turned into Markdown before it got here.</summary>
    public static StructuredText Read(CanonicalText text, DocumentFormat format) =>
        new(text, format == DocumentFormat.PlainText ? PlainTextBlocks.Read(text) : MarkdownBlocks.Read(text));
}
