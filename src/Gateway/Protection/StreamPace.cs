using GroupChat.ServiceDefaults.Identity;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace GroupChat.Gateway.Protection;

/// <summary>
/// Reads the messages of a stream no faster than the limit says. Nobody is refused: the messages wait in the connection, and flow
/// control makes the sender wait for them.
/// </summary>
internal sealed class StreamPace(CallLimiter limiter, LimitOptions options, TimeProvider time) : Interceptor
{
    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
        continuation(Paced(requestStream, context), context);

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        continuation(Paced(requestStream, context), responseStream, context);

    /// <summary>The pace of a stream that does not pass through here as messages; null when its caller is not limited.</summary>
    public MessagePace? Of(HttpContext http) =>
        limiter.IsLimited(http, http.GetCaller()) ? new(new(options.StreamMessages, time), time) : null;

    private IAsyncStreamReader<T> Paced<T>(IAsyncStreamReader<T> requests, ServerCallContext context) =>
        Of(context.GetHttpContext()) is { } pace ? new PacedReader<T>(requests, pace) : requests;

    private sealed class PacedReader<T>(IAsyncStreamReader<T> inner, MessagePace pace) : IAsyncStreamReader<T>
    {
        public T Current => inner.Current;

        public async Task<bool> MoveNext(CancellationToken cancellationToken)
        {
            await pace.TakeAsync(pace.Wait(), cancellationToken);
            return await inner.MoveNext(cancellationToken);
        }
    }
}
