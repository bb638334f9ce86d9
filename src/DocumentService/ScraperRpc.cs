using GroupChat.Contracts.Scraper.V1;
using GroupChat.Documents.Scraping;
using GroupChat.ServiceDefaults.Identity;
using Grpc.Core;

namespace GroupChat.Documents;

/// <summary>ScraperService on the wire.</summary>
internal sealed class ScraperRpc(PageScraper scraper) : ScraperService.ScraperServiceBase
{
    public override async Task<ScrapePageResponse> ScrapePage(ScrapePageRequest request, ServerCallContext context)
    {
        var added = await scraper.ScrapeAsync(
            new(context.GetUser().UserId), new(request.RoomId), request.RequestId, request.Url, context.CancellationToken);
        return added.ToScrapeResponse();
    }
}
