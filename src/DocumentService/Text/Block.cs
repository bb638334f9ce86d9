namespace GroupChat.Documents.Text;

/// <summary>A structural piece of a document: whole lines, in order, never overlapping.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Range">Where it stands, from the start of its first line to the end of its last, without the line end.</param>
/// <param name="Headings">Headings from the top of the document to here; a heading's own text is the last.</param>
internal sealed record Block(BlockKind Kind, ByteRange Range, IReadOnlyList<string> Headings);
