using GroupChat.Contracts.Document.V1;
using GroupChat.Contracts.Scraper.V1;
using Grpc.Core;

namespace GroupChat.Cli.Tests.Kit;

internal sealed class FakeScraper(FakeState state) : ScraperService.ScraperServiceBase
{
    public override Task<ScrapePageResponse> ScrapePage(ScrapePageRequest request, ServerCallContext context)
    {
        state.Room(request.RoomId).RequireMember(state.Caller(context));
        if (request.Url.Contains("localhost", StringComparison.Ordinal))
            throw FakeErrors.Of(StatusCode.PermissionDenied, "URL_NOT_ALLOWED", "this address cannot be fetched");
        var document = new Document
        {
            DocumentId = "doc-page",
            RoomId = request.RoomId,
            Title = "A page",
            SourceUrl = request.Url,
            State = DocumentState.Ready,
            PassageCount = 1,
        };
        return Task.FromResult(new ScrapePageResponse { Document = document });
    }
}
