using System.Net;
using System.Text;
using GroupChat.Gateway.Edge.Json;
using GroupChat.Gateway.Edge.Json.Routes;
using GroupChat.Gateway.Tests.Edge.Json.Probe;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.Gateway.Tests.Edge.Json;

/// <summary>The JSON translator in front of <see cref="ProbeRpc"/>, over real HTTP/1.1 and HTTP/2.</summary>
internal sealed class JsonHost : IAsyncDisposable
{
    private readonly TestNode _node;

    private JsonHost(TestNode node, Uri address)
    {
        (_node, Address) = (node, address);
        Http = new(new SocketsHttpHandler { UseProxy = false, AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = Address };
    }

    /// <summary>Speaks HTTP/1.1; <see cref="Http2Address"/> speaks HTTP/2.</summary>
    public Uri Address { get; }

    public Uri Http2Address => new(_node.Address);

    public HttpClient Http { get; }

    public ProbeRpc Probe => _node.Services.GetRequiredService<ProbeRpc>();

    public LogCollector Logs => _node.Logs;

    public static async Task<JsonHost> StartAsync(TimeProvider? time = null)
    {
        Uri? address = null;
        var node = await TestNode.StartAsync(
            builder =>
            {
                builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1));
                builder.Services.AddSingleton(time ?? TimeProvider.System);
                builder.Services.AddSingleton<ProbeRpc>();
                builder.Services.AddJson();
                builder.Services.AddSingleton(RouteCompiler.TableOf(RouteCompiler.Compile(JsonProbeReflection.Descriptor.Services)));
            },
            app =>
            {
                app.UseJson();
                app.UseRouting();
                app.MapGroupChatService<ProbeRpc>();
                app.Lifetime.ApplicationStarted.Register(() => address = new(app.Urls.Last(url => url.StartsWith("http://127", StringComparison.Ordinal))));
            });
        return new(node, address!);
    }

    /// <summary>Sends <c>POST /path {"a":1}</c>, with headers as <c>name: value</c>.</summary>
    public async Task<(int Status, string Body, HttpResponseMessage Response)> SendAsync(string request, params string[] headers)
    {
        var parts = request.Split(' ', 3);
        using var message = new HttpRequestMessage(new HttpMethod(parts[0]), new Uri(Address, parts[1]));
        if (parts.Length > 2)
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(parts[2])) { Headers = { { "content-type", "application/json" } } };
        foreach (var (name, value) in headers.Select(header => (header.Split(": ", 2)[0], header.Split(": ", 2)[1])))
        {
            if (name.StartsWith("content-", StringComparison.Ordinal))
            {
                message.Content!.Headers.Remove(name);
                message.Content.Headers.TryAddWithoutValidation(name, value);
            }
            else
            {
                message.Headers.TryAddWithoutValidation(name, value);
            }
        }
        var response = await Http.SendAsync(message).Within();
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync().Within(), response);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _node.DisposeAsync();
    }
}
