using System.Text;
using GroupChat.Agents.Grounding.Citing;
using GroupChat.Agents.Models;
using GroupChat.Agents.Turns;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Grounding;

/// <summary>
/// Lets no citation out whose quote does not stand in the stored document: a model's word for it is not enough. A
/// citation keeps the number of its marker when others before it are dropped.
/// </summary>
internal sealed class CitationChecker(IQuoteVerifier verifier)
{
    /// <param name="reader">The room whose documents may be cited.</param>
    /// <param name="citations">What the model claims, in the order of the markers.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    public async Task<IReadOnlyList<VerifiedCitation>> CheckAsync(
        RoomReader reader, IReadOnlyList<CitationAnnotation> citations, CancellationToken cancellationToken)
    {
        var verified = new List<VerifiedCitation>();
        var claimed = citations.Select(static (citation, index) => (Marker: index + 1, Citation: citation))
            .Where(static numbered => IsCheckable(numbered.Citation));
        foreach (var some in claimed.Chunk(IQuoteVerifier.MostQuotes))
        {
            var claims = some.Select(static numbered => ClaimOf(numbered.Citation)).ToList();
            var verdicts = await verifier.VerifyAsync(reader, claims, cancellationToken);
            // A verifier that answers too little has not verified the rest.
            foreach (var ((marker, citation), verdict) in some.Zip(verdicts))
            {
                if (verdict.Place is { } place)
                    verified.Add(Verified(marker, citation, place));
            }
        }
        AgentTelemetry.Citations.Add(verified.Count, new KeyValuePair<string, object?>("verified", true));
        AgentTelemetry.Citations.Add(citations.Count - verified.Count, new KeyValuePair<string, object?>("verified", false));
        return verified;
    }

    /// <summary>What a model writes, with its quotes and markers checked before they leave. A model that only quotes writes none itself.</summary>
    /// <param name="model">What answers.</param>
    /// <param name="reader">The room whose documents may be cited.</param>
    /// <param name="prompt">What the model has been given, passages included.</param>
    /// <param name="updates">What it writes.</param>
    /// <param name="account">Counts what is taken out.</param>
    /// <param name="stop">Ends the checks.</param>
    public IAsyncEnumerable<ChatResponseUpdate> Filter(
        Model model,
        RoomReader reader,
        IEnumerable<ChatMessage> prompt,
        IAsyncEnumerable<ChatResponseUpdate> updates,
        TurnAccount account,
        CancellationToken stop)
    {
        if (!model.Generative)
            return updates;
        var passages = prompt.SelectMany(static message => message.Contents).OfType<PassageContent>().ToList();
        return new CitedAnswer(new Claims(passages), claim => StandsAsync(reader, claim, stop), () => account.RemovedQuotes++).ReadAsync(updates, stop);
    }

    private async Task<bool> StandsAsync(RoomReader reader, CitationAnnotation claim, CancellationToken stop)
    {
        if (!IsCheckable(claim))
            return false;
        try
        {
            var verdicts = await verifier.VerifyAsync(reader, [ClaimOf(claim)], stop).WaitAsync(stop);
            return verdicts is [{ Place: not null }, ..];
        }
        catch (Exception error) when (!stop.IsCancellationRequested)
        {
            throw new TurnFailure(FailureReasons.RetrievalFailed, "A quote could not be checked.", error);
        }
    }

    private static bool IsCheckable(CitationAnnotation citation) =>
        !string.IsNullOrEmpty(citation.FileId)
        && !string.IsNullOrWhiteSpace(citation.Snippet)
        && Encoding.UTF8.GetByteCount(citation.Snippet) <= IQuoteVerifier.LongestQuote;

    private static QuoteClaim ClaimOf(CitationAnnotation citation)
    {
        var start = citation.AdditionalProperties?.TryGetValue(AnswerProperties.StartByte, out long at) == true ? at : 0;
        return new QuoteClaim(citation.FileId!, citation.Snippet!, Math.Max(0, start));
    }

    private static VerifiedCitation Verified(int marker, CitationAnnotation citation, QuotePlace place)
    {
        var passage = citation.AdditionalProperties?.TryGetValue(AnswerProperties.PassageId, out string? id) == true ? id ?? "" : "";
        return new VerifiedCitation(marker, citation.FileId!, citation.Title ?? "", passage, place, citation.Snippet!, citation.Url);
    }
}
