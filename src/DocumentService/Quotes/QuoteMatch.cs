using GroupChat.Documents.Text;

namespace GroupChat.Documents.Quotes;

/// <summary>The verdict on a quote: where it stands, or that it does not.</summary>
/// <param name="Verified">True when the quoted words stand in the text.</param>
/// <param name="Range">Where, exactly; default when not verified.</param>
internal readonly record struct QuoteMatch(bool Verified, ByteRange Range);
