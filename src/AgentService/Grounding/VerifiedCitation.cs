namespace GroupChat.Agents.Grounding;

/// <summary>A citation whose quote was found in the stored document. There is no type for any other.</summary>
/// <param name="Marker">The number in the text, from 1.</param>
/// <param name="DocumentId">The document.</param>
/// <param name="DocumentTitle">Its title.</param>
/// <param name="PassageId">The passage it was taken from; empty when the model did not say.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Quote">The words.</param>
/// <param name="SourceUrl">Where the document came from; null for an upload.</param>
internal sealed record VerifiedCitation(
    int Marker, string DocumentId, string DocumentTitle, string PassageId, QuotePlace Place, string Quote, Uri? SourceUrl);
