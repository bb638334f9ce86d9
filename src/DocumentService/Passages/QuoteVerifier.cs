using System.Text;
using GroupChat.Documents.Documents;
using GroupChat.Documents.Quotes;
using GroupChat.Documents.Storage;
using GroupChat.Documents.Text;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Documents.Passages;

/// <summary>Checks quotes against the stored texts of a room's documents, for its members.</summary>
internal sealed class QuoteVerifier(IDocumentStore store, IRoomAccess rooms)
{
    public const int MaxQuotes = 100;
    public const int MaxQuoteBytes = 8_192;

    /// <summary>One verdict per claim, in their order.</summary>
    public async Task<IReadOnlyList<QuoteVerdict>> VerifyAsync(
        UserId user, RoomId room, IReadOnlyList<QuoteClaim> claims, CancellationToken cancellationToken)
    {
        Validate(room, claims);
        await rooms.RequireMemberAsync(room, user, cancellationToken);
        var verdicts = new QuoteVerdict[claims.Count];
        // Document by document, so that one text is in memory at a time.
        foreach (var group in claims.Select((claim, i) => (Claim: claim, Index: i)).GroupBy(entry => entry.Claim.Document))
        {
            var text = await ReadAsync(room, group.Key, cancellationToken);
            foreach (var (claim, i) in group)
                verdicts[i] = await VerifyAsync(text, claim, cancellationToken);
        }
        return verdicts;
    }

    private static void Validate(RoomId room, IReadOnlyList<QuoteClaim> claims)
    {
        var violations = new Violations()
            .AddIf(room.Value.Length == 0, "room_id", "is required")
            .AddIf(claims.Count is 0 or > MaxQuotes, "quotes", $"must have 1 to {MaxQuotes} entries");
        for (var i = 0; i < Math.Min(claims.Count, MaxQuotes); i++)
            violations.AddIf(Encoding.UTF8.GetByteCount(claims[i].Text) is 0 or > MaxQuoteBytes, $"quotes[{i}].text", $"must have 1 to {MaxQuoteBytes} bytes of UTF-8");
        violations.ThrowIfAny();
    }

    private async Task<CanonicalText?> ReadAsync(RoomId room, DocumentId id, CancellationToken cancellationToken)
    {
        var document = await store.FindAsync(id, cancellationToken);
        return document?.Room == room ? await store.ReadTextAsync(id, cancellationToken) : null;
    }

    private async Task<QuoteVerdict> VerifyAsync(CanonicalText? text, QuoteClaim claim, CancellationToken cancellationToken)
    {
        if (text is null)
            return new(null, DocumentErrors.DocumentNotFoundReason);
        var match = QuoteCheck.Find(text, claim.Text, claim.Hint);
        return match.Verified
            ? new(new(await store.FindHeadingsAsync(claim.Document, match.Range.Start, cancellationToken), match.Range))
            : new(null, DocumentErrors.QuoteNotFoundReason);
    }
}
