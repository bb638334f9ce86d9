using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Gateway.Edge;

/// <summary>
/// What stands under every translator: for the length of a call the request's context becomes that of a plain gRPC call, so that
/// everything behind it (a service in this process, or the forwarder) knows one protocol only.
/// </summary>
internal static class GrpcExchange
{
    /// <summary>Makes the call, and gives its answer to <paramref name="answer"/>.</summary>
    /// <param name="http">The foreign request. Take what you need of its response before (<see cref="ForeignResponse"/>).</param>
    /// <param name="call">What to call.</param>
    /// <param name="answer">The translator's side.</param>
    /// <param name="next">The rest of the pipeline: routing and endpoints.</param>
    public static async Task RunAsync(HttpContext http, GrpcCall call, IGrpcAnswer answer, RequestDelegate next)
    {
        var outer = ContextFeatures.Of(http);
        var response = new CallResponse(outer.Response, answer);
        using var life = new CallLifetime(outer.Lifetime, response);
        try
        {
            new ContextFeatures(new CallRequest(call, outer.Request), response, life).SetOn(http);
            var fault = await (call.Pump is null ? CallAsync(http, next) : PumpAsync(http, call.Pump, next));
            // A client that has left gets no status; its handler has been told by the token.
            if (!outer.Lifetime.RequestAborted.IsCancellationRequested)
                await response.EndAsync(fault is null ? null : GrpcEnd.Of(fault, http.TraceIdentifier), outer.Lifetime.RequestAborted);
        }
        finally
        {
            await call.Body.CompleteAsync();
            response.Dispose();
            outer.SetOn(http);
        }
    }

    private static async Task<DomainError?> CallAsync(HttpContext http, RequestDelegate next)
    {
        await next(http);
        return null;
    }

    private static async Task<DomainError?> PumpAsync(HttpContext http, Func<CancellationToken, Task> pump, RequestDelegate next)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        var pumping = pump(ended.Token);
        try
        {
            await next(http);
        }
        finally
        {
            // Awaited here, so that nothing of the request is read once its call is over.
            await ended.CancelAsync();
            await pumping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return pumping.Exception?.GetBaseException() as DomainError;
    }
}
