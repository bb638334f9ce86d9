using System.Net;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Identity;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace GroupChat.TestSupport;

/// <summary>
/// A host with the modules a test chooses, in this process: real HTTP/2 on a loopback port, the internal socket, a data
/// folder of its own, and tokens that say who they are (<see cref="FakeAuthenticator"/>). Disposing it fails the test when an
/// error was logged that <see cref="Logs"/> does not expect.
/// </summary>
/// <example><code>
/// await using var node = await TestNode.StartAsync(builder => builder.AddChat(), app => app.MapChat());
/// var alice = node.Client&lt;ChatService.ChatServiceClient&gt;("alice");
/// </code></example>
public sealed class TestNode : IAsyncDisposable
{
    private const string ServiceKey = "the-service-key-of-tests";

    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;
    private readonly TempFolder? _ownFolder;

    private TestNode(WebApplication app, TempFolder? ownFolder, LogCollector logs)
    {
        (_app, _ownFolder, Logs) = (app, ownFolder, logs);
        Address = app.Urls.First(url => url.StartsWith("http://127", StringComparison.Ordinal));
        _channel = GrpcChannel.ForAddress(Address, new GrpcChannelOptions
        {
            HttpHandler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true, UseProxy = false },
            DisposeHttpClient = true,
        });
    }

    /// <summary>Speaks HTTP/2 with prior knowledge.</summary>
    public string Address { get; }

    public LogCollector Logs { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>What our own services show each other.</summary>
    public string ServiceKeyText => ServiceKey;

    /// <param name="add">Adds modules, settings (<c>builder.Configuration["Chat:MaxTextBytes"]</c>), or a fake clock.</param>
    /// <param name="map">Maps them.</param>
    /// <param name="data">Data folder that outlives the node, for a restart; by default the node has its own.</param>
    public static async Task<TestNode> StartAsync(
        Action<WebApplicationBuilder> add, Action<WebApplication> map, TempFolder? data = null)
    {
        var logs = new LogCollector();
        var ownFolder = data is null ? new TempFolder() : null;
        var app = Build(add, (data ?? ownFolder!).Path, logs);
        map(app);
        app.MapGroupChatProbes();
        await app.StartAsync().Within();
        return new(app, ownFolder, logs);
    }

    /// <summary>A client of the given user, or of nobody.</summary>
    public TClient Client<TClient>(string? user = null) where TClient : ClientBase<TClient> =>
        user is null ? Make<TClient>() : WithToken<TClient>(FakeAuthenticator.TokenOf(user));

    /// <summary>A client that shows any token, such as <see cref="FakeAuthenticator.Expired"/>.</summary>
    public TClient WithToken<TClient>(string token) where TClient : ClientBase<TClient> => Make<TClient>($"Bearer {token}");

    /// <summary>A client with the service key. To act for a user, use <c>CallOptions.ActingFor</c>.</summary>
    public TClient ServiceClient<TClient>() where TClient : ClientBase<TClient> => Make<TClient>($"Service {ServiceKey}");

    /// <summary>For calls that no generated client makes: raw bytes, odd headers.</summary>
    public CallInvoker Invoker(string? authorization = null) => authorization is null
        ? _channel.CreateCallInvoker()
        : _channel.Intercept(headers =>
        {
            headers.Add("authorization", authorization);
            return headers;
        });

    /// <summary>Stops the host as a signal would; calls in progress get their notice.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _app.StopAsync().Within(TimeSpan.FromSeconds(20));
        await _app.DisposeAsync();
        _ownFolder?.Dispose();
        Logs.Dispose();
    }

    private TClient Make<TClient>(string? authorization = null) =>
        (TClient)Activator.CreateInstance(typeof(TClient), Invoker(authorization))!;

    private static WebApplication Build(Action<WebApplicationBuilder> add, string data, LogCollector logs)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration["Data"] = data;
        builder.Configuration["Services:Key"] = ServiceKey;
        builder.Logging.AddProvider(logs).SetMinimumLevel(LogLevel.Information);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddRoutingCore();
        add(builder);
        builder.Services.AddGroupChatGrpc().TryAddSingleton<ICallerAuthenticator, FakeAuthenticator>();
        return builder.Build();
    }
}
