using System.Collections.Concurrent;
using GroupChat.Contracts.Scraper.V1;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Identity;
using Grpc.Core;

namespace GroupChat.Agents.Tests.Neighbours;

/// <summary>ScraperService with one page at every address that it allows.</summary>
internal sealed class FakePages : ScraperService.ScraperServiceBase
{
    public ConcurrentQueue<(Caller Caller, ReadPageRequest Request)> Reads { get; } = [];

    public override Task<ReadPageResponse> ReadPage(ReadPageRequest request, ServerCallContext context)
    {
        Reads.Enqueue((context.GetUser(), request));
        return request.Url.Contains("inside", StringComparison.Ordinal)
            ? throw new DomainError(ErrorCode.PermissionDenied, "URL_NOT_ALLOWED", "no")
            : Task.FromResult(new ReadPageResponse { Title = "A page", Url = request.Url, Text = "Words on it." });
    }
}
