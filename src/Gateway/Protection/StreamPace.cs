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

    private IAsyncStreamReader<T> Paced<T>(IAsyncStreamReader<T> requests, ServerCallContext context) =>
        limiter.IsLimited(context.GetHttpContext(), context.GetCaller())
            ? new PacedReader<T>(requests, new(options.StreamMessages, time), time)
            : requests;

    private sealed class PacedReader<T>(IAsyncStreamReader<T> inner, TokenBucket bucket, TimeProvider time) : IAsyncStreamReader<T>
    {
        public T Current => inner.Current;

        public async Task<bool> MoveNext(CancellationToken cancellationToken)
        {
            while (bucket.TryTake() is { } wait)
                await Task.Delay(wait, time, cancellationToken);
            return await inner.MoveNext(cancellationToken);
        }
    }
}
