namespace GroupChat.Documents.Passages;

/// <summary>Where a quote stands, or why it is not verified.</summary>
internal sealed record QuoteVerdict(Place? Place, string Reason = "");
