using GroupChat.Documents.Documents;

namespace GroupChat.Documents.Passages;

/// <summary>A passage as stored.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Document">The document it was cut from.</param>
/// <param name="DocumentTitle">That document's title.</param>
/// <param name="SourceUrl">Where that document was scraped from; empty for an upload.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Text">Exactly the bytes that the place names.</param>
internal sealed record Passage(PassageId Id, DocumentId Document, string DocumentTitle, string SourceUrl, Place Place, string Text);
