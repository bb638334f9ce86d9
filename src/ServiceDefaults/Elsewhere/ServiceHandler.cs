using System.Diagnostics;

namespace GroupChat.ServiceDefaults.Elsewhere;

/// <summary>
/// Sends calls of one service to its addresses in turn, and to the next one when an address got nothing of the call. The request may
/// name any host.
/// </summary>
internal sealed class ServiceHandler(EndpointSet endpoints) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        AddTrace(request);
        var path = request.RequestUri!.AbsolutePath;
        Exception? last = null;
        foreach (var endpoint in await endpoints.OrderAsync(cancellationToken))
        {
            request.RequestUri = endpoint.UriOf(path);
            var outcome = await endpoint.SendAsync(request, cancellationToken);
            if (outcome.Result is { } response)
                return response;
            last = outcome.Exception;
            if (!NothingReached.Is(last))
                outcome.ThrowIfException();
            cancellationToken.ThrowIfCancellationRequested();
        }

        throw new HttpRequestException(HttpRequestError.ConnectionError, $"no address of {endpoints.Place} can be reached", last);
    }

    // As child of what this process does, so that a call has one trace and one id everywhere.
    private static void AddTrace(HttpRequestMessage request)
    {
        if (Activity.Current is not { IdFormat: ActivityIdFormat.W3C, Id: { } id } activity || request.Headers.Contains("traceparent"))
            return;
        request.Headers.TryAddWithoutValidation("traceparent", id);
        if (activity.TraceStateString is { Length: > 0 } state)
            request.Headers.TryAddWithoutValidation("tracestate", state);
    }
}
