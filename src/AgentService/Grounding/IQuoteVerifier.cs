namespace GroupChat.Agents.Grounding;

/// <summary>Checks quotes against the stored documents; in another service.</summary>
internal interface IQuoteVerifier
{
    /// <summary>Bytes of UTF-8 in one quote.</summary>
    const int LongestQuote = 8192;

    /// <summary>Quotes in one call.</summary>
    const int MostQuotes = 100;

    /// <summary>One verdict per quote, in their order.</summary>
    Task<IReadOnlyList<QuoteVerdict>> VerifyAsync(RoomReader reader, IReadOnlyList<QuoteClaim> quotes, CancellationToken cancellationToken);
}
