using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace GroupChat.TestSupport;

/// <summary>A real HTTP server on a loopback port with one file, which it hands out as the test says.</summary>
public sealed class FileServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FileServer(WebApplication app, byte[] file) => (_app, File) = (app, file);

    public byte[] File { get; }

    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(File));

    public string Origin => _app.Urls.First();

    /// <summary>The header Range of every request; empty for none.</summary>
    public ConcurrentQueue<string> Ranges { get; } = new();

    /// <summary>By which it knows the file.</summary>
    public string Tag { get; set; } = "\"one\"";

    public bool TakesRanges { get; set; } = true;

    /// <summary>Bytes after which it breaks the connection, once; 0: never.</summary>
    public int CutAfter { get; set; }

    /// <summary>Set: whoever asks meanwhile waits for this before the last byte.</summary>
    public Task? Pause { get; set; }

    /// <summary>Answers at /other.</summary>
    public Func<HttpResponse, Task> Other { get; set; } = static _ => Task.CompletedTask;

    public static async Task<FileServer> StartAsync(byte[] file)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = new FileServer(builder.Build(), file);
        server._app.Run(http => http.Request.Path == "/other" ? server.Other(http.Response) : server.SendAsync(http));
        await server._app.StartAsync().Within();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task SendAsync(HttpContext http)
    {
        var range = http.Request.Headers.Range.ToString();
        var pause = Pause;
        Ranges.Enqueue(range);
        var isSame = http.Request.Headers.IfRange.ToString() is var known && (known.Length == 0 || known == Tag);
        var from = TakesRanges && isSame && range.Length > 0 ? int.Parse(range["bytes=".Length..^1]) : 0;
        if (from >= File.Length)
        {
            http.Response.StatusCode = 416;
            return;
        }
        if (from > 0)
        {
            http.Response.StatusCode = 206;
            http.Response.Headers.ContentRange = $"bytes {from}-{File.Length - 1}/{File.Length}";
        }
        http.Response.Headers.ETag = Tag;
        http.Response.ContentLength = File.Length - from;
        var (end, cut) = (CutAfter > 0 ? CutAfter : File.Length - 1, CutAfter > 0);
        CutAfter = 0;
        await http.Response.Body.WriteAsync(File.AsMemory(from, Math.Max(end - from, 0)), http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
        if (pause is not null)
            await pause.WaitAsync(http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (cut)
            http.Abort();
        else if (!http.RequestAborted.IsCancellationRequested)
            await http.Response.Body.WriteAsync(File.AsMemory(end), http.RequestAborted);
    }
}
