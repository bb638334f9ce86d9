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
    private readonly CancellationTokenSource _ended;

    public CallLifetime(HttpContext outer, CallResponse response)
    {
        (_outer, _response) = (outer, response);
        _ended = CancellationTokenSource.CreateLinkedTokenSource(outer.RequestAborted);
        RequestAborted = _ended.Token;
    }

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

    public void Dispose() => _ended.Dispose();
}
