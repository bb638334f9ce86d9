using System.Net.Http.Headers;
using GroupChat.Agents.Models.Remote;

namespace GroupChat.Agents.Mcp;

/// <summary>
/// The way to one server and to nothing else: whatever it answers, requests go to its own scheme, host and port only. No redirects, no
/// cookies, no proxy, none of our trace ids; what it writes is guarded. The token is put on here, so that nothing else knows it.
/// </summary>
internal sealed class McpHttpHandler(Uri server, string token, McpBudget budget, int mostPerMessage) : DelegatingHandler(new SocketsHttpHandler
{
    AllowAutoRedirect = false,
    UseCookies = false,
    UseProxy = false,
    MaxResponseHeadersLength = MostHeaderKilobytes,
    PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    ConnectTimeout = TimeSpan.FromSeconds(10),
    ActivityHeadersPropagator = null,
})
{
    private const int MostHeaderKilobytes = 32;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is not { } target || Uri.Compare(target, server, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) != 0)
            throw new HttpRequestException("the server wanted to be somebody else");
        if (token.Length > 0)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var response = await base.SendAsync(request, cancellationToken);
        var isOfEvents = response.Content.Headers.ContentType?.MediaType == "text/event-stream";
        await response.WatchAsync(body => new GuardedStream(body, mostPerMessage, isOfEvents, budget), cancellationToken);
        return response;
    }
}
