namespace GroupChat.Agents.Grounding;

/// <summary>Whether a quote stands in its document, and where.</summary>
/// <param name="Place">Null when it does not stand there.</param>
/// <param name="Reason">Why not; null when it does.</param>
internal sealed record QuoteVerdict(QuotePlace? Place, string? Reason = null);
