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

    public override async Task<ReadPageResponse> ReadPage(ReadPageRequest request, ServerCallContext context)
    {
        var page = await scraper.ReadAsync(new(context.GetUser().UserId), new(request.RoomId), request.Url, context.CancellationToken);
        return new() { Title = page.Title, Url = page.Url, Text = page.Text, Truncated = page.Truncated };
    }
}
