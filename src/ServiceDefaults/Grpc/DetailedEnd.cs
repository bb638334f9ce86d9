using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GroupChat.ServiceDefaults.Grpc;

/// <summary>
/// The body of an answer that gRPC may end by itself when the caller's deadline has passed: no handler and no interceptor sees that, so
/// a reason and the id of the request are added at the last moment.
/// </summary>
internal sealed class DetailedEnd : IHttpResponseBodyFeature
{
    private const string TimeoutKey = "grpc-timeout";

    private readonly HttpContext _http;
    private readonly IHttpResponseBodyFeature _inner;

    private DetailedEnd(HttpContext http, IHttpResponseBodyFeature inner) => (_http, _inner) = (http, inner);

    public Stream Stream => _inner.Stream;

    public PipeWriter Writer => _inner.Writer;

    /// <summary>For a call with a deadline; others cannot end this way.</summary>
    public static void Prepare(HttpContext http)
    {
        if (http.Request.Headers.ContainsKey(TimeoutKey) && http.Features.Get<IHttpResponseBodyFeature>() is { } body)
            http.Features.Set<IHttpResponseBodyFeature>(new DetailedEnd(http, body));
    }

    public Task CompleteAsync()
    {
        ErrorDetails.AddMissing(_http);
        ErrorDetails.AddMissingToTrailers(_http);
        return _inner.CompleteAsync();
    }

    public void DisableBuffering() => _inner.DisableBuffering();

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        _inner.SendFileAsync(path, offset, count, cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken = default) => _inner.StartAsync(cancellationToken);
}
