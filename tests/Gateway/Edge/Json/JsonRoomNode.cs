using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using GroupChat.Chat;
using GroupChat.Documents;
using GroupChat.Gateway.Edge;
using GroupChat.Gateway.Edge.Json;
using GroupChat.TestSupport;
using GroupChat.Vectors;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GroupChat.Gateway.Tests.Edge.Json;

/// <summary>Rooms, documents and the edge in front of them, for callers who have nothing but HTTP/1.1.</summary>
internal sealed class JsonRoomNode : IAsyncDisposable
{
    private readonly TestNode _node;

    private JsonRoomNode(TestNode node, Uri address)
    {
        _node = node;
        Http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address, Timeout = Waiting.Limit };
        Http.DefaultRequestHeaders.Authorization = new("Bearer", FakeAuthenticator.TokenOf("alice"));
    }

    /// <summary>Of alice.</summary>
    public HttpClient Http { get; }

    public static async Task<JsonRoomNode> StartAsync()
    {
        Uri? address = null;
        var node = await TestNode.StartAsync(
            builder =>
            {
                builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1));
                builder.Services.AddEdge();
                builder.AddChat();
                builder.AddVectors();
                builder.AddDocuments();
            },
            app =>
            {
                app.UseEdge();
                app.MapChat();
                app.MapVectors();
                app.MapDocuments();
                app.MapJson();
                app.Lifetime.ApplicationStarted.Register(() => address = new(app.Urls.Last(url => url.StartsWith("http://127", StringComparison.Ordinal))));
            });
        return new(node, address!);
    }

    public async Task<(int Status, JsonElement Body)> SendAsync(HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await Http.SendAsync(request).Within();
        return ((int)response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync().Within()).RootElement);
    }

    /// <summary>Opens an event stream.</summary>
    public async Task<EventReader> ListenAsync(string path, string? lastEventId = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);
        var response = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).Within();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return new(response, await response.Content.ReadAsStreamAsync().Within());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _node.DisposeAsync();
    }
}
