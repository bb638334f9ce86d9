using System.Net;
using GroupChat.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GroupChat.Cli.Tests.Kit;

/// <summary>
/// A server of our own on a real HTTP/2 port: small, in memory, and able to break wherever a test wants it to. It can stop
/// and come back on the same port with everything it knew.
/// </summary>
internal sealed class FakeServer : IAsyncDisposable
{
    private WebApplication? _running;
    private int _port;

    private FakeServer()
    {
    }

    public FakeState State { get; } = new();

    public Uri Address => new($"http://127.0.0.1:{_port}");

    public static async Task<FakeServer> StartAsync()
    {
        var server = new FakeServer();
        await server.ComeBackAsync();
        return server;
    }

    /// <summary>Goes away as a killed process does: every connection is cut.</summary>
    public async Task GoAwayAsync()
    {
        State.CutAll();
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _running!.StopAsync(now.Token).Within();
        await _running.DisposeAsync();
        _running = null;
    }

    public async Task ComeBackAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(State);
        builder.WebHost.ConfigureKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, _port, listen => listen.Protocols = HttpProtocols.Http2));
        _running = builder.Build();
        _running.MapGrpcService<FakeSessions>();
        _running.MapGrpcService<FakeAccounts>();
        _running.MapGrpcService<FakeKeys>();
        _running.MapGrpcService<FakeChat>();
        _running.MapGrpcService<FakeDocuments>();
        _running.MapGrpcService<FakeScraper>();
        _running.MapGrpcService<FakeLanguage>();
        _running.MapGrpcService<FakeAgents>();
        _running.MapGrpcService<FakeModels>();
        _running.MapGrpcService<FakeUsage>();
        _running.MapGrpcService<FakeVectors>();
        await _running.StartAsync().Within();
        _port = new Uri(_running.Urls.Single()).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (_running is not null)
            await GoAwayAsync();
    }
}
