namespace GroupChat.Documents.Documents;

/// <summary>The document that adding led to.</summary>
/// <param name="Info">The document.</param>
/// <param name="AlreadyExisted">True when it is an earlier one: same request, or same name and content.</param>
internal sealed record AddedDocument(DocumentInfo Info, bool AlreadyExisted);
