using System.Text;
using GroupChat.Contracts.Document.V1;
using GroupChat.ServiceDefaults.Identity;
using Grpc.Core;

namespace GroupChat.Agents.Tests.Neighbours;

/// <summary>DocumentService with one document, which finds its passage for every query.</summary>
internal sealed class FakeDocuments : DocumentService.DocumentServiceBase
{
    public Caller? Caller { get; private set; }

    public override Task<SearchPassagesResponse> SearchPassages(SearchPassagesRequest request, ServerCallContext context)
    {
        Caller = context.GetUser();
        return Task.FromResult(new SearchPassagesResponse { Matches = { new PassageMatch { Passage = Menu(), Score = 1 } } });
    }

    public override Task<ReadPassagesResponse> ReadPassages(ReadPassagesRequest request, ServerCallContext context) =>
        Task.FromResult(new ReadPassagesResponse { Passages = { request.PassageIds.Where(static id => id == "p1").Select(static _ => Menu()) } });

    private static Passage Menu() => new()
    {
        PassageId = "p1",
        DocumentId = "d1",
        DocumentTitle = "Menu",
        Place = new Place { StartByte = 0, EndByte = Room.Document.Length, Headings = { "Menu" } },
        Text = Room.Document,
        SourceUrl = "https://example.org/menu",
    };

    public override Task<VerifyQuotesResponse> VerifyQuotes(VerifyQuotesRequest request, ServerCallContext context) =>
        Task.FromResult(new VerifyQuotesResponse { Verdicts = { request.Quotes.Select(Judge) } });

    private static QuoteVerdict Judge(Quote quote)
    {
        var at = quote.DocumentId == "d1" ? Room.Document.IndexOf(quote.Text, StringComparison.Ordinal) : -1;
        return at < 0
            ? new QuoteVerdict { Reason = "QUOTE_NOT_FOUND" }
            : new QuoteVerdict { Verified = true, Place = new Place { StartByte = at, EndByte = at + Encoding.UTF8.GetByteCount(quote.Text) } };
    }
}
