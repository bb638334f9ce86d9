using GroupChat.Contracts.Agent.V1;
using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Document.V1;
using GroupChat.Contracts.Language.V1;
using GroupChat.Contracts.Scraper.V1;
using GroupChat.Contracts.Session.V1;
using GroupChat.Contracts.Vector.V1;
using Grpc.Net.Client;

namespace GroupChat.Cli.Connection;

/// <summary>The channel to one server and the typed clients on it.</summary>
internal sealed class ServerLink : IDisposable
{
    private readonly GrpcChannel _channel;
    private readonly SocketsHttpHandler _handler;

    public ServerLink(Uri server)
    {
        Server = server;
        _handler = new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(5),
            EnableMultipleHttp2Connections = true,
            // A peer that vanished without a word (pulled cable, frozen machine) is noticed while a call is open.
            KeepAlivePingDelay = TimeSpan.FromSeconds(20),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5),
            UseProxy = !server.IsLoopback,
        };
        _channel = GrpcChannel.ForAddress(server, new GrpcChannelOptions { HttpHandler = _handler, MaxReceiveMessageSize = 16 << 20 });
        Chat = new(_channel);
        Documents = new(_channel);
        Scraper = new(_channel);
        Sessions = new(_channel);
        Accounts = new(_channel);
        Keys = new(_channel);
        Language = new(_channel);
        Usage = new(_channel);
        Agents = new(_channel);
        Models = new(_channel);
        Vectors = new(_channel);
    }

    public Uri Server { get; }

    public ChatService.ChatServiceClient Chat { get; }

    public DocumentService.DocumentServiceClient Documents { get; }

    public ScraperService.ScraperServiceClient Scraper { get; }

    public SessionService.SessionServiceClient Sessions { get; }

    public AccountService.AccountServiceClient Accounts { get; }

    public ApiKeyService.ApiKeyServiceClient Keys { get; }

    public LanguageService.LanguageServiceClient Language { get; }

    public UsageService.UsageServiceClient Usage { get; }

    public AgentService.AgentServiceClient Agents { get; }

    public ModelService.ModelServiceClient Models { get; }

    public VectorService.VectorServiceClient Vectors { get; }

    public void Dispose()
    {
        _channel.Dispose();
        _handler.Dispose();
    }
}
