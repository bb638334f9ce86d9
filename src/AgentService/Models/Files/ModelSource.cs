using System.Net;
using System.Net.Http.Headers;
using GroupChat.Agents.Models.Remote;

namespace GroupChat.Agents.Models.Files;

/// <summary>Opens files at allowed addresses. Redirects are followed by hand, for each has to be allowed as well.</summary>
internal sealed class ModelSource(DownloadHosts hosts, TimeProvider time) : IDisposable
{
    private const int MostRedirects = 5;
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        MaxResponseHeadersLength = 32,
        ConnectTimeout = ConnectTimeout,
        ActivityHeadersPropagator = null,
    })
    {
        // Long files take long: silence is watched by their reader.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>The file, from a byte on if its server can and it is still the same.</summary>
    /// <exception cref="ServiceDefaults.Errors.DomainError">MODEL_SOURCE_NOT_ALLOWED.</exception>
    /// <exception cref="ModelFailure">The server refuses, or sends elsewhere too often.</exception>
    public async ValueTask<HttpResponseMessage> OpenAsync(Uri url, long from, string tag, CancellationToken cancellationToken)
    {
        for (var redirects = 0; redirects <= MostRedirects; redirects++)
        {
            if (!hosts.Allow(url))
                throw FileErrors.SourceNotAllowed(url.Host);
            var response = await SendAsync(url, from, tag, cancellationToken);
            if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.PartialContent)
                return response;
            if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && from > 0)
            {
                // Nothing comes after what is here: it is another file, or all of it. Its checksum will tell, from the start.
                (from, tag) = (0, "");
                response.Dispose();
                continue;
            }
            var next = Next(response, url);
            var failure = ModelFailure.Status((int)response.StatusCode, RetryDelay.Of(response, time));
            response.Dispose();
            url = next ?? throw failure;
        }
        throw ModelFailure.Unreadable();
    }

    public void Dispose() => _http.Dispose();

    private Task<HttpResponseMessage> SendAsync(Uri url, long from, string tag, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.UserAgent.Add(new("GroupChat", "1"));
        request.Headers.AcceptEncoding.Add(new("identity"));
        if (from > 0)
        {
            request.Headers.Range = new RangeHeaderValue(from, null);
            if (EntityTagHeaderValue.TryParse(tag, out var strong))
                request.Headers.IfRange = new RangeConditionHeaderValue(strong);
        }
        return _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    private static Uri? Next(HttpResponseMessage response, Uri from) =>
        (int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } location
        && Uri.TryCreate(from, location, out var next) ? next : null;
}
