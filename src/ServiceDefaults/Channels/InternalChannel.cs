using GroupChat.ServiceDefaults.Identity;
using Grpc.Core;
using Grpc.Net.Client;

namespace GroupChat.ServiceDefaults.Channels;

/// <summary>The one channel over which services of this host call each other.</summary>
internal sealed class InternalChannel : IDisposable
{
    // Bounds a call made while the host starts: nobody listens before every hosted service has started.
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    private readonly GrpcChannel _channel;

    public InternalChannel(InternalSocket socket, ServiceKey key)
    {
        var sockets = new SocketsHttpHandler
        {
            ConnectCallback = (_, cancellationToken) => socket.ConnectAsync(cancellationToken),
            ConnectTimeout = ConnectTimeout,
            EnableMultipleHttp2Connections = true,
            UseProxy = false,
        };
        _channel = NeighbourChannels.Open("internal", new ServiceKeyHandler(key.Header, new(sockets)));
        Invoker = _channel.CreateCallInvoker();
    }

    public CallInvoker Invoker { get; }

    public void Dispose() => _channel.Dispose();
}
