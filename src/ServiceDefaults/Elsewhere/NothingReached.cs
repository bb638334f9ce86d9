using Polly.CircuitBreaker;

namespace GroupChat.ServiceDefaults.Elsewhere;

/// <summary>
/// Failures after which a call may be sent again without anybody asking for it, since no application has seen it: gRPC's transparent
/// retry. Whatever else happens may have been done, and is left to the caller.
/// </summary>
internal static class NothingReached
{
    // RFC 9113, 8.7: the stream was closed before any processing. A GOAWAY leaves streams above its last in the same state, and the
    // connection pool sends those again by itself.
    private const long RefusedStream = 0x7;

    public static bool Is(Exception? error) => error switch
    {
        null => false,
        BrokenCircuitException => true,
        HttpRequestException refused when IsBeforeTheRequest(refused.HttpRequestError) => true,
        HttpProtocolException { ErrorCode: RefusedStream } => true,
        // How deep it lies depends on who was told first: whoever waits for the answer, or whoever sends the request.
        _ => Is(error.InnerException),
    };

    private static bool IsBeforeTheRequest(HttpRequestError error) =>
        error is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError;
}
