using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace GroupChat.Agents.Tests.Mcp;

/// <summary>A server of one tool that speaks streamable HTTP on the loopback address, until it is told to do otherwise.</summary>
internal sealed class HttpServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HttpServer(WebApplication app) => _app = app;

    public string Address => $"{_app.Urls.First()}/mcp";

    /// <summary>Of the last request.</summary>
    public IHeaderDictionary Headers { get; private set; } = new HeaderDictionary();

    /// <summary>Requests so far.</summary>
    public int Requests { get; private set; }

    /// <summary>Answers calls of the tool; by default as it should.</summary>
    public Func<HttpContext, string, Task> Call { get; set; } = static (http, id) =>
        SayAsync(http, $$"""{"jsonrpc":"2.0","id":{{id}},"result":{"content":[{"type":"text","text":"over http"}]}""" + "}");

    public static async Task<HttpServer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = new HttpServer(builder.Build());
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    public static Task SayAsync(HttpContext http, string text)
    {
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(text, http.RequestAborted);
    }

    private async Task AnswerAsync(HttpContext http)
    {
        Requests++;
        Headers = new HeaderDictionary(http.Request.Headers.ToDictionary());
        if (http.Request.Method != HttpMethods.Post)
        {
            http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }
        using var reader = new StreamReader(http.Request.Body);
        var request = JsonNode.Parse(await reader.ReadToEndAsync(http.RequestAborted))!;
        if (request["id"]?.ToJsonString() is not { } id)
            http.Response.StatusCode = StatusCodes.Status202Accepted;
        else if ($"{request["method"]}" == "tools/call")
            await Call(http, id);
        else
            await SayAsync(http, AnswerTo($"{request["method"]}", id));
    }

    private static string AnswerTo(string method, string id) => $$"""{"jsonrpc":"2.0","id":{{id}},{{ResultOf(method)}} }""";

    private static string ResultOf(string method) => method switch
    {
        "initialize" => """ "result":{"protocolVersion":"2025-06-18","capabilities":{"tools":{}},"serverInfo":{"name":"http","version":"1"}} """,
        "tools/list" => """ "result":{"tools":[{"name":"ask","inputSchema":{"type":"object"}}]} """,
        _ => """ "error":{"code":-32601,"message":"no"} """,
    };
}
