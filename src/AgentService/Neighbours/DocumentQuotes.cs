using GroupChat.Agents.Grounding;
using GroupChat.Contracts.Document.V1;
using QuoteVerdict = GroupChat.Agents.Grounding.QuoteVerdict;

namespace GroupChat.Agents.Neighbours;

/// <summary>Quotes checked by DocumentService, which has the stored text.</summary>
internal sealed class DocumentQuotes(DocumentService.DocumentServiceClient documents) : IQuoteVerifier
{
    public async Task<IReadOnlyList<QuoteVerdict>> VerifyAsync(
        RoomReader reader, IReadOnlyList<QuoteClaim> quotes, CancellationToken cancellationToken)
    {
        var request = new VerifyQuotesRequest { RoomId = reader.RoomId, Quotes = { quotes.Select(QuoteOf) } };
        var verified = await documents.VerifyQuotesAsync(request, reader.CallOptions(cancellationToken));
        return [.. verified.Verdicts.Select(VerdictOf)];
    }

    private static Quote QuoteOf(QuoteClaim claim) =>
        new() { DocumentId = claim.DocumentId, Text = claim.Text, StartByte = claim.StartByte };

    private static QuoteVerdict VerdictOf(Contracts.Document.V1.QuoteVerdict verdict) => verdict is { Verified: true, Place: { } place }
        ? new QuoteVerdict(new QuotePlace([.. place.Headings], place.StartByte, place.EndByte, place.Page))
        : new QuoteVerdict(null, verdict.Reason);
}
