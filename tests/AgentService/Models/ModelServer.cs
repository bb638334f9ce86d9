using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using GroupChat.Agents.Models;
using GroupChat.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace GroupChat.Agents.Tests.Models;

/// <summary>A real HTTP server on a loopback port that answers as the test says, and keeps what it was asked.</summary>
internal sealed class ModelServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _probes;

    private ModelServer(WebApplication app) => _app = app;

    public ConcurrentQueue<(string Path, string? Authorization, JsonElement Body)> Requests { get; } = new();

    /// <summary>What it answers to who only looks whether it is there.</summary>
    public int ProbeStatus { get; set; } = 404;

    /// <summary>How many looked.</summary>
    public int Probes => Volatile.Read(ref _probes);

    public string Address => _app.Urls.First();

    /// <param name="answers">One for each request, the last for all further ones.</param>
    public static async Task<ModelServer> StartAsync(params Func<HttpResponse, Task>[] answers)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = new ModelServer(builder.Build());
        var count = 0;
        server._app.Run(async http =>
        {
            if (HttpMethods.IsGet(http.Request.Method))
            {
                Interlocked.Increment(ref server._probes);
                http.Response.StatusCode = server.ProbeStatus;
                return;
            }
            using var body = await JsonDocument.ParseAsync(http.Request.Body);
            server.Requests.Enqueue((http.Request.Path, http.Request.Headers.Authorization, body.RootElement.Clone()));
            await answers[Math.Min(Interlocked.Increment(ref count), answers.Length) - 1](http.Response);
        });
        await server._app.StartAsync().Within();
        return server;
    }

    public static Func<HttpResponse, Task> Says(string contentType, string body) => async response =>
    {
        response.ContentType = contentType;
        await response.WriteAsync(body);
    };

    public static Func<HttpResponse, Task> Status(int status, string body = "{}", string? retryAfter = null) => async response =>
    {
        response.StatusCode = status;
        if (retryAfter is not null)
            response.Headers.RetryAfter = retryAfter;
        await response.WriteAsync(body);
    };

    /// <summary>Says something and then breaks the connection.</summary>
    public static Func<HttpResponse, Task> Cuts(string contentType, string body) => async response =>
    {
        response.ContentType = contentType;
        await response.WriteAsync(body);
        await response.Body.FlushAsync();
        response.HttpContext.Abort();
    };

    /// <summary>Never answers.</summary>
    public static Func<HttpResponse, Task> Hangs() => response =>
        Task.Delay(Timeout.Infinite, response.HttpContext.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);

    /// <summary>Events of OpenAI, each a JSON object, and the end.</summary>
    public static Func<HttpResponse, Task> Events(params string[] events) =>
        Says("text/event-stream", string.Concat(events.Append("[DONE]").Select(static one => $"data: {one}\n\n")));

    /// <summary>Lines of Ollama.</summary>
    public static Func<HttpResponse, Task> Lines(params string[] lines) =>
        Says("application/x-ndjson", string.Concat(lines.Select(static line => line + "\n")));

    public ModelOptions Options(ModelProvider provider) =>
        new() { Provider = provider, Address = Address, Model = "small", ApiKey = "the-secret-key", TimeoutSeconds = 30 };

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }
}
