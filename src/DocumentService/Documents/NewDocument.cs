using GroupChat.Documents.Text;

namespace GroupChat.Documents.Documents;

/// <summary>A document about to be stored.</summary>
/// <param name="Info">What is known of it.</param>
/// <param name="Text">Its canonical text.</param>
/// <param name="Request">The idempotency key it came with, or null.</param>
internal sealed record NewDocument(DocumentInfo Info, CanonicalText Text, RequestKey? Request);
