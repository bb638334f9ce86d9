using System.Net;
using System.Net.Sockets;
using GroupChat.ServiceDefaults.Listening;
using GroupChat.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GroupChat.ServiceDefaults.Tests.Listening;

/// <summary>A host on a port of its own that answers every request with the protocol it came by and the length of its body.</summary>
internal sealed class OnePortHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OnePortHost(WebApplication app, LogCollector logs, ManualTimeProvider time)
    {
        _app = app;
        Logs = logs;
        Time = time;
    }

    public LogCollector Logs { get; }

    public ManualTimeProvider Time { get; }

    public ICollection<string> Urls => _app.Urls;

    public Uri Url => new(_app.Urls.First());

    public static async Task<OnePortHost> Start(string urls = "http://127.0.0.1:0", long? mostConnections = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseOnePort(urls);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxConcurrentConnections = mostConnections);
        var (logs, time) = (new LogCollector(), new ManualTimeProvider());
        builder.Services.AddSingleton<TimeProvider>(time).AddSingleton<ILoggerProvider>(logs);
        var app = builder.Build();
        app.Run(async context =>
        {
            using var body = new StreamReader(context.Request.Body);
            var text = await body.ReadToEndAsync(context.RequestAborted);
            await context.Response.WriteAsync($"{context.Request.Protocol} {text.Length}", context.RequestAborted);
        });
        await app.StartAsync().Within();
        return new OnePortHost(app, logs, time);
    }

    public async Task<string> Get(Version version, Uri? url = null)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var client = new HttpClient(handler)
        {
            DefaultRequestVersion = version,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        return await client.GetStringAsync(url ?? Url).Within();
    }

    public async Task<NetworkStream> Connect()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, Url.Port).Within();
        return new NetworkStream(socket, ownsSocket: true);
    }

    public Task Stop() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync().Within();
        await _app.DisposeAsync();
        Logs.Dispose();
    }
}
