using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Identity;
using Grpc.Core;
using Grpc.Net.Client;

namespace GroupChat.ServiceDefaults.Channels;

/// <summary>
/// The one channel over which this host's services call each other, with the service key on every call. A cancelled call
/// ends in OperationCanceledException, as code in the same process would.
/// </summary>
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
        _channel = GrpcChannel.ForAddress("http://internal", new GrpcChannelOptions
        {
            HttpHandler = new ServiceKeyHandler(key, sockets),
            DisposeHttpClient = true,
            MaxReceiveMessageSize = GrpcDefaults.MaxMessageBytes,
            MaxSendMessageSize = GrpcDefaults.MaxMessageBytes,
            ThrowOperationCanceledOnCancellation = true,
        });
        Invoker = _channel.CreateCallInvoker();
    }

    public CallInvoker Invoker { get; }

    public void Dispose() => _channel.Dispose();
}
