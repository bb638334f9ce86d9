using GroupChat.Documents.Documents;

namespace GroupChat.Documents.Passages;

/// <summary>A claim that a document says something.</summary>
/// <param name="Document">The document.</param>
/// <param name="Text">What it is said to say.</param>
/// <param name="Hint">Byte at which to look first.</param>
internal sealed record QuoteClaim(DocumentId Document, string Text, long Hint);
