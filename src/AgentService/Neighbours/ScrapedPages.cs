using GroupChat.Agents.Tools;
using GroupChat.Agents.Tools.BuiltIn;
using GroupChat.Contracts.Scraper.V1;
using GroupChat.ServiceDefaults.Grpc;
using Grpc.Core;

namespace GroupChat.Agents.Neighbours;

/// <summary>Pages from ScraperService, which reaches public addresses only.</summary>
internal sealed class ScrapedPages(ScraperService.ScraperServiceClient scraper) : IPageReader
{
    public async Task<string> ReadAsync(ToolCaller caller, string url, CancellationToken cancellationToken)
    {
        try
        {
            var request = new ReadPageRequest { RoomId = caller.Reader.RoomId, Url = url };
            var page = await scraper.ReadPageAsync(request, caller.Reader.CallOptions(cancellationToken));
            return $"{page.Title}\n{page.Url}\n\n{page.Text}";
        }
        catch (RpcException error) when (error.TryGetErrorInfo(out var info))
        {
            throw new ToolException($"{info.Reason}.");
        }
    }
}
