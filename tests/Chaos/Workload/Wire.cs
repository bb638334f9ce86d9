using GroupChat.Contracts.Chat.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace GroupChat.Chaos.Tests.Workload;

/// <summary>One TCP connection of a client to a server.</summary>
internal sealed class Wire : IDisposable
{
    private readonly GrpcChannel _channel;

    public Wire(string address)
    {
        _channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            HttpHandler = new SocketsHttpHandler
            {
                UseProxy = false,
                ConnectTimeout = TimeSpan.FromSeconds(5),
                KeepAlivePingDelay = TimeSpan.FromSeconds(4),
                // Longer than a server is ever stopped for.
                KeepAlivePingTimeout = TimeSpan.FromSeconds(8),
            },
            DisposeHttpClient = true,
        });
        Chat = new ChatService.ChatServiceClient(_channel);
    }

    public ChatService.ChatServiceClient Chat { get; }

    public CallInvoker Invoker => _channel.CreateCallInvoker();

    public void Dispose() => _channel.Dispose();
}
