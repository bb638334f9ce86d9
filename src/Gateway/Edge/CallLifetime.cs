using Microsoft.AspNetCore.Http.Features;

namespace GroupChat.Gateway.Edge;

/// <summary>
/// How a translated call ends early: with its client, or by gRPC's reset. A reset after the answer has ended only stops the handler,
/// since resetting the client's connection could take the answer with it.
/// </summary>
internal sealed class CallLifetime : IHttpRequestLifetimeFeature, IHttpResetFeature, IDisposable
{
    private readonly HttpContext _outer;
    private readonly CallResponse _response;
    private readonly CancellationToken _left;
    private readonly CancellationTokenSource _ended;

    public CallLifetime(HttpContext outer, CallResponse response, CancellationToken left)
    {
        (_outer, _response, _left) = (outer, response, left);
        _ended = CancellationTokenSource.CreateLinkedTokenSource(outer.RequestAborted, left);
        RequestAborted = _ended.Token;
    }

    /// <summary>Nobody waits for the answer any more.</summary>
    public bool HasClientLeft => _outer.RequestAborted.IsCancellationRequested || _left.IsCancellationRequested;

    public CancellationToken RequestAborted { get; set; }

    public void Abort()
    {
        _outer.Abort();
        _ended.Cancel();
    }

    public void Reset(int errorCode)
    {
        if (!_response.HasEnded)
            _outer.Abort();
        _ended.Cancel();
    }

    /// <summary>Stops the handler, whose client still waits for the status.</summary>
    public void Cancel() => _ended.Cancel();

    public void Dispose() => _ended.Dispose();
}
