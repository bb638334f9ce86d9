using System.Net;
using System.Net.Sockets;
using GroupChat.Gateway.Edge;
using GroupChat.ServiceDefaults.Listening;
using GroupChat.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.Gateway.Tests.Edge;

/// <summary>Scripted services behind the edge, on a port that speaks HTTP/1.1 and HTTP/2.</summary>
internal sealed class EdgeNode(TestNode node) : IAsyncDisposable
{
    public const string Unary = "/groupchat.chat.v1.ChatService/GetRoom";
    public const string ServerStream = "/groupchat.chat.v1.ChatService/WatchRooms";
    public const string Duplex = "/groupchat.chat.v1.ChatService/Converse";
    public const string ClientStream = "/groupchat.document.v1.DocumentService/UploadDocument";

    public LogCollector Logs => node.Logs;

    public IServiceProvider Services => node.Services;

    public Uri Address { get; } = new(node.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses
        .Single(address => address != node.Address));

    public static async Task<EdgeNode> StartAsync(Script? script = null, Action<WebApplicationBuilder>? add = null) =>
        new(await ScriptedNode.StartAsync(
            script ?? new(),
            builder =>
            {
                builder.WebHost.UseOnePort("http://127.0.0.1:0");
                builder.Services.AddEdge();
                add?.Invoke(builder);
            },
            app => app.UseEdge()));

    public static HttpClient Client(int version) => new(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = 1, ResponseDrainTimeout = TimeSpan.Zero })
    {
        DefaultRequestVersion = version == 1 ? HttpVersion.Version11 : HttpVersion.Version20,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        Timeout = Waiting.Limit,
    };

    /// <summary>A connection on which a test says what it likes.</summary>
    public async Task<NetworkStream> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, Address.Port).Within();
        return new NetworkStream(socket, ownsSocket: true);
    }

    public ValueTask DisposeAsync() => node.DisposeAsync();
}
