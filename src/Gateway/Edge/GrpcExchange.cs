using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Grpc;
using Microsoft.AspNetCore.Http.Features;

namespace GroupChat.Gateway.Edge;

/// <summary>
/// What stands under every translator: a foreign request gets a second context, that of a plain gRPC call, so that everything behind
/// it (a service in this process, or the forwarder) knows one protocol only. The request's own context stays as it is.
/// </summary>
internal static class GrpcExchange
{
    /// <summary>Makes the call, and gives its answer to <paramref name="answer"/>.</summary>
    /// <param name="http">The foreign request. What the call does not have of its own (connection, services, trace) it has from here.</param>
    /// <param name="call">What to call.</param>
    /// <param name="answer">The translator's side.</param>
    /// <param name="next">The rest of the pipeline: routing and endpoints.</param>
    public static async Task RunAsync(HttpContext http, GrpcCall call, IGrpcAnswer answer, RequestDelegate next)
    {
        using var response = new CallResponse(http.Response, answer);
        using var life = new CallLifetime(http, response, call.Left);
        var inner = ContextOf(http, new CallRequest(call, http.Request), response, life);
        try
        {
            var fault = await (call.Pump is null ? CallAsync(inner, next) : PumpAsync(inner, call.Pump, life, next));
            // A client that has left gets no status; its handler has been told by the token.
            if (!life.HasClientLeft)
                await response.EndAsync(fault is null ? null : GrpcEnd.Of(fault, RequestId.Of(http)), http.RequestAborted);
        }
        finally
        {
            await call.Body.CompleteAsync();
        }
    }

    private static DefaultHttpContext ContextOf(HttpContext http, CallRequest request, CallResponse response, CallLifetime life)
    {
        var features = new FeatureCollection(http.Features);
        features.Set<IHttpRequestFeature>(request);
        features.Set<IRequestBodyPipeFeature>(request);
        features.Set<IHttpResponseFeature>(response);
        features.Set<IHttpResponseBodyFeature>(response);
        features.Set<IHttpResponseTrailersFeature>(response);
        features.Set<IHttpRequestLifetimeFeature>(life);
        features.Set<IHttpResetFeature>(life);
        return new(features) { RequestServices = http.RequestServices };
    }

    private static async Task<DomainError?> CallAsync(HttpContext inner, RequestDelegate next)
    {
        await next(inner);
        return null;
    }

    private static async Task<DomainError?> PumpAsync(
        HttpContext inner, Func<CancellationToken, Task> pump, CallLifetime life, RequestDelegate next)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(inner.RequestAborted);
        var pumping = RunAsync(pump, life, ended.Token);
        try
        {
            await next(inner);
        }
        finally
        {
            // Awaited here, so that nothing of the request is read once its call is over.
            await ended.CancelAsync();
            await pumping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return pumping.Exception?.GetBaseException() as DomainError;
    }

    // A handler that does not read has to hear of a broken request too.
    private static async Task RunAsync(Func<CancellationToken, Task> pump, CallLifetime life, CancellationToken ended)
    {
        try
        {
            await pump(ended);
        }
        catch (DomainError)
        {
            life.Cancel();
            throw;
        }
    }
}
