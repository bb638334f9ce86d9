using Grpc.Core;
using Grpc.Net.Client;

namespace GroupChat.Vectors.Qdrant;

/// <summary>
/// The way to a Qdrant server: its clients, with the API key and a deadline on every call. Calls are repeated when the server cannot
/// be reached where that is safe: whatever is written is written under ids that say what it is.
/// </summary>
internal sealed class QdrantLink : IDisposable
{
    private readonly GrpcChannel _channel;
    private readonly Metadata _headers = [];
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;

    /// <param name="options">Settings.</param>
    /// <param name="key">The API key; empty for none.</param>
    /// <param name="time">For deadlines.</param>
    public QdrantLink(QdrantOptions options, string key, TimeProvider time)
    {
        (_timeout, _time) = (TimeSpan.FromSeconds(options.TimeoutSeconds), time);
        if (key.Length > 0)
            _headers.Add("api-key", key);
        _channel = QdrantChannel.Open(options);
        Server = new(_channel);
        Collections = new(_channel);
        Points = new(_channel);
    }

    public Wire.Qdrant.QdrantClient Server { get; }

    public Wire.Collections.CollectionsClient Collections { get; }

    public Wire.Points.PointsClient Points { get; }

    /// <exception cref="ServiceDefaults.Errors.DomainError">The server cannot be reached, is too slow, or does not know us.</exception>
    /// <exception cref="QdrantFault">It refused.</exception>
    public async Task<T> CallAsync<T>(Func<CallOptions, AsyncUnaryCall<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            using var running = call(new(_headers, (_time.GetUtcNow() + _timeout).UtcDateTime, cancellationToken));
            return await running;
        }
        catch (RpcException refusal)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw refusal.StatusCode switch
            {
                StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Cancelled => VectorErrors.StoreUnavailable(),
                StatusCode.Unauthenticated or StatusCode.PermissionDenied => VectorErrors.StoreRefused(),
                StatusCode.ResourceExhausted => VectorErrors.StoreExhausted(),
                // It is not the server that says so: there is no connection, as when nobody trusted vouches for it.
                StatusCode.Internal when refusal.Status.DebugException is HttpRequestException => VectorErrors.StoreUnavailable(),
                _ => new QdrantFault(refusal),
            };
        }
    }

    public void Dispose() => _channel.Dispose();
}
