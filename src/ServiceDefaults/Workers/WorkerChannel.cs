using System.Net.Sockets;
using GroupChat.ServiceDefaults.Channels;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using HealthClient = Grpc.Health.V1.Health.HealthClient;

namespace GroupChat.ServiceDefaults.Workers;

/// <summary>The way to one child.</summary>
internal sealed class WorkerChannel : IDisposable
{
    // Of the look whether it listens already.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly string _socket;
    private readonly GrpcChannel _channel;
    private readonly HealthClient _health;

    public WorkerChannel(string kind, string socket)
    {
        _socket = socket;
        _channel = NeighbourChannels.Open(kind, new SocketsHttpHandler
        {
            ConnectCallback = (_, cancellationToken) => ConnectAsync(cancellationToken),
            EnableMultipleHttp2Connections = true,
            UseProxy = false,
        });
        Invoker = _channel.CreateCallInvoker();
        _health = new(Invoker);
    }

    public CallInvoker Invoker { get; }

    /// <summary>Returns once the child listens and says that it serves.</summary>
    public async Task ReadyAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        while (!File.Exists(_socket) || !await IsServingAsync(cancellationToken))
            await Task.Delay(Pause, time, cancellationToken);
    }

    public async Task<bool> IsHealthyAsync(TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await IsServingAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    public void Dispose() => _channel.Dispose();

    private async Task<bool> IsServingAsync(CancellationToken cancellationToken)
    {
        try
        {
            var answer = await _health.CheckAsync(new HealthCheckRequest(), cancellationToken: cancellationToken);
            return answer.Status == HealthCheckResponse.Types.ServingStatus.Serving;
        }
        catch (RpcException)
        {
            return false;
        }
    }

    private async ValueTask<Stream> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(_socket), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
