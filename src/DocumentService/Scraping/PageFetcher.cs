using System.Net;
using System.Net.Http.Headers;
using GroupChat.Documents.Detection;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Documents.Scraping;

/// <summary>
/// Fetches one page over HTTP/1.1: every hop through the guard, no cookies, no proxy, no connection kept for another
/// request, within limits on time, size and redirects. What goes wrong is one of few reasons that tell nothing about
/// what is inside the network.
/// </summary>
internal sealed class PageFetcher : IDisposable
{
    private readonly EgressGuard _guard;
    private readonly ScraperOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _http;

    public PageFetcher(EgressGuard guard, ScraperOptions options, TimeProvider time)
    {
        (_guard, _options, _time) = (guard, options, time);
        _http = new(new SocketsHttpHandler
        {
            ConnectCallback = guard.ConnectAsync,
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            PooledConnectionLifetime = TimeSpan.Zero,
            MaxResponseDrainSize = 0,
            MaxResponseHeadersLength = 32,
            // The trace is ours: its ids are not for strangers.
            ActivityHeadersPropagator = null,
        });
    }

    /// <exception cref="DomainError">One of the reasons the scraper's contract lists.</exception>
    public async Task<FetchedPage> FetchAsync(Uri url, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_options.TimeLimit, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await FollowAsync(url, both.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw ScraperErrors.PageTimeout();
        }
        catch (HttpRequestException failed)
        {
            // What the guard throws while connecting arrives wrapped.
            throw failed.InnerException as DomainError ?? ScraperErrors.PageUnreachable();
        }
        catch (Exception failed) when (failed is IOException or InvalidDataException)
        {
            throw ScraperErrors.PageUnreachable();
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<FetchedPage> FollowAsync(Uri url, CancellationToken cancellationToken)
    {
        for (var hop = 0; hop <= _options.MaxRedirects; hop++)
        {
            _guard.Check(url);
            using var response = await SendAsync(url, cancellationToken);
            if (!IsRedirect(response))
                return await ReadAsync(url, response, cancellationToken);
            url = Target(url, response);
        }
        throw ScraperErrors.TooManyRedirects(_options.MaxRedirects);
    }

    private async Task<HttpResponseMessage> SendAsync(Uri url, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.ConnectionClose = true;
        request.Headers.TryAddWithoutValidation("user-agent", _options.UserAgent);
        request.Headers.TryAddWithoutValidation("accept", "text/html, application/xhtml+xml, text/markdown, text/plain;q=0.9");
        request.Headers.TryAddWithoutValidation("accept-encoding", "gzip, br, deflate");
        return await _http.SendAsync(request, cancellationToken);
    }

    private async Task<FetchedPage> ReadAsync(Uri url, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
            throw ScraperErrors.PageStatus((int)response.StatusCode);
        var type = response.Content.Headers.ContentType;
        var format = MediaTypes.Parse(type?.MediaType ?? "") ?? throw DocumentErrors.UnsupportedMediaType(Named(type));
        var body = await PageBody.ReadAsync(response.Content, _options.MaxPageBytes, cancellationToken);
        return new(new UriBuilder(url) { Fragment = "" }.Uri, format, type?.CharSet?.Trim('"', '\'', ' '), body);
    }

    private static bool IsRedirect(HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
        && response.Headers.Contains("location");

    /// <summary>A target that is no address at all is null in the headers and no better than one that is not allowed.</summary>
    private static Uri Target(Uri from, HttpResponseMessage response) =>
        response.Headers.Location is { } location && Uri.TryCreate(from, location, out var target) ? target : throw ScraperErrors.UrlNotAllowed();

    private static string Named(MediaTypeHeaderValue? type) => type?.MediaType is { Length: > 0 and <= 100 } name ? name : "unknown";
}
