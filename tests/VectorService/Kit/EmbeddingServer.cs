using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using GroupChat.TestSupport;
using GroupChat.Vectors.Embedding;
using GroupChat.Vectors.Neighbours;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace GroupChat.Vectors.Tests.Kit;

/// <summary>A real HTTP server on a loopback port that speaks the embeddings of OpenAI: the vector of a text counts its letters.</summary>
internal sealed class EmbeddingServer : IAsyncDisposable
{
    public const int Dimension = 8;

    private readonly WebApplication _app;
    private readonly Queue<Func<HttpResponse, Task>> _answers = new();

    private EmbeddingServer(WebApplication app) => _app = app;

    public ConcurrentQueue<(string Path, string? Authorization, JsonElement Body)> Requests { get; } = new();

    /// <summary>Every text that was asked for, in order.</summary>
    public IEnumerable<string> Texts => Requests.SelectMany(request => TextsOf(request.Body));

    /// <summary>What the next requests get instead.</summary>
    public EmbeddingServer Next(params Func<HttpResponse, Task>[] answers)
    {
        foreach (var answer in answers)
            _answers.Enqueue(answer);
        return this;
    }

    public static async Task<EmbeddingServer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = new EmbeddingServer(builder.Build());
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync().Within();
        return server;
    }

    public static float[] VectorOf(string text)
    {
        var vector = new float[Dimension];
        foreach (var letter in text)
            vector[letter % Dimension]++;
        return vector;
    }

    public static Func<HttpResponse, Task> Status(int status, string? retryAfter = null) => response =>
    {
        response.StatusCode = status;
        response.Headers.RetryAfter = retryAfter;
        return response.WriteAsync("""{"error":{"message":"the-secret-key is wrong"}}""");
    };

    public static Func<HttpResponse, Task> Says(string body) => response =>
    {
        response.ContentType = "application/json";
        return response.WriteAsync(body);
    };

    /// <summary>Begins an answer and breaks the connection.</summary>
    public static Func<HttpResponse, Task> Cuts() => async response =>
    {
        await Says("""{"data":[{"index":0,"embed""")(response);
        await response.Body.FlushAsync();
        response.HttpContext.Abort();
    };

    /// <summary>Never answers.</summary>
    public static Func<HttpResponse, Task> Hangs() => response =>
        Task.Delay(Timeout.Infinite, response.HttpContext.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);

    /// <summary>More than any answer can be.</summary>
    public static Func<HttpResponse, Task> Floods() => async response =>
    {
        var spaces = new string(' ', 1024 * 1024);
        for (var i = 0; i < 34 && !response.HttpContext.RequestAborted.IsCancellationRequested; i++)
            await response.WriteAsync(spaces);
    };

    public EmbedderOptions Options() => new()
    {
        Provider = EmbedderProvider.OpenAI,
        Address = _app.Urls.First() + "/v1",
        ApiKey = "the-secret-key",
        Model = "small",
        Dimension = Dimension,
        Retries = 0,
    };

    /// <summary>An embedder of this server, as the service makes it.</summary>
    public Embedder Embedder(string name = "letters-v1", Action<EmbedderOptions>? change = null, TimeProvider? time = null)
    {
        var options = Options();
        change?.Invoke(options);
        return new EmbedderFactory(() => throw new InvalidOperationException("No agents here."), time ?? TimeProvider.System).Make(name, options);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        Requests.Enqueue((http.Request.Path, http.Request.Headers.Authorization, body.RootElement.Clone()));
        Func<HttpResponse, Task>? other;
        lock (_answers)
            _answers.TryDequeue(out other);
        await (other ?? Vectors(TextsOf(body.RootElement)))(http.Response);
    }

    // Not in order: it is not promised.
    private static Func<HttpResponse, Task> Vectors(IReadOnlyList<string> texts) => Says(JsonSerializer.Serialize(new
    {
        @object = "list",
        model = "small",
        data = texts.Select((text, index) => new { @object = "embedding", index, embedding = VectorOf(text) }).Reverse(),
        usage = new { prompt_tokens = 1, total_tokens = 1 },
    }));

    private static string[] TextsOf(JsonElement body) => [.. body.GetProperty("input").EnumerateArray().Select(text => text.GetString()!)];
}
