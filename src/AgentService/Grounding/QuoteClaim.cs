namespace GroupChat.Agents.Grounding;

/// <summary>A model's claim that a document says something.</summary>
/// <param name="DocumentId">The document.</param>
/// <param name="Text">What it is said to contain.</param>
/// <param name="StartByte">Where to look first; a hint.</param>
internal sealed record QuoteClaim(string DocumentId, string Text, long StartByte);
