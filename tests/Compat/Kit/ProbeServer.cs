using System.Net;
using GroupChat.Compat.Tests.Wire;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GroupChat.Compat.Tests.Kit;

/// <summary>
/// The official server package on Kestrel, HTTP/2 on a loopback port, and channels of the official client to it.
/// </summary>
internal sealed class ProbeServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<GrpcChannel> _channels = [];

    private ProbeServer(WebApplication app) => _app = app;

    public static async Task<ProbeServer> StartAsync(
        ProbeScript? script = null,
        Action<GrpcServiceOptions>? configure = null,
        Action<ListenOptions>? listen = null,
        Action<IEndpointRouteBuilder>? map = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, options =>
        {
            options.Protocols = HttpProtocols.Http2;
            listen?.Invoke(options);
        }));
        builder.Services.AddGrpc(options => configure?.Invoke(options));
        builder.Services.AddSingleton(script ?? new ProbeScript());
        var app = builder.Build();
        (map ?? (routes => routes.MapGrpcService<ProbeService>()))(app);
        await app.StartAsync().Soon();
        return new ProbeServer(app);
    }

    public GrpcChannel Channel(GrpcChannelOptions? options = null)
    {
        var channel = GrpcChannel.ForAddress(_app.Urls.Single(), options ?? new GrpcChannelOptions());
        _channels.Add(channel);
        return channel;
    }

    public Probe.ProbeClient Client(GrpcChannelOptions? options = null) => new(Channel(options));

    public Probe.ProbeClient Client(Func<ChannelBase, CallInvoker> intercept) => new(intercept(Channel()));

    public async ValueTask DisposeAsync()
    {
        _channels.ForEach(channel => channel.Dispose());
        await _app.DisposeAsync().AsTask().Soon();
    }
}
