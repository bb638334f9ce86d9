using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GroupChat.ServiceDefaults.Grpc;

/// <summary>
/// Gives a passed deadline its reason and the id of its request. The server package ends such a call by itself, from a timer and past
/// everything that completes refusals: it writes the bare status and completes the body, which is here.
/// </summary>
internal sealed class DeadlineEnd : IHttpResponseBodyFeature
{
    private const string TimeoutHeader = "grpc-timeout";

    private readonly HttpContext _http;
    private readonly IHttpResponseBodyFeature _body;

    // Taken now: the timer knows nothing of the call's trace.
    private readonly string _requestId;

    private DeadlineEnd(HttpContext http, IHttpResponseBodyFeature body) => (_http, _body, _requestId) = (http, body, RequestId.Of(http));

    public Stream Stream => _body.Stream;

    public PipeWriter Writer => _body.Writer;

    /// <summary>Only a call that has a deadline needs it.</summary>
    public static void Watch(HttpContext http)
    {
        if (http.Request.Headers.ContainsKey(TimeoutHeader))
            http.Features.Set<IHttpResponseBodyFeature>(new DeadlineEnd(http, http.Features.GetRequiredFeature<IHttpResponseBodyFeature>()));
    }

    public void DisableBuffering() => _body.DisableBuffering();

    public Task StartAsync(CancellationToken cancellationToken = default) => _body.StartAsync(cancellationToken);

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        _body.SendFileAsync(path, offset, count, cancellationToken);

    public Task CompleteAsync()
    {
        try
        {
            ErrorDetails.AddToDeadline(_http, _requestId);
        }
        catch (InvalidOperationException)
        {
            // The first message was being sent at this very moment: the status goes as it is, and the call has to end all the same.
        }

        return _body.CompleteAsync();
    }
}
