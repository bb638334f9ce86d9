using System.IO.Compression;
using GroupChat.Documents.Scraping;
using Microsoft.AspNetCore.Http;

namespace GroupChat.Documents.Tests.Scraping;

public sealed class PageFetcherTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task Fetch_Page_ComesWithAddressAndCharset()
    {
        await using var site = await PageServer.StartAsync("text/html; charset=\"ISO-8859-1\"", "<p>x</p>");

        var page = await FetchAsync(site, "/a?b=1#part");

        Assert.Equal(site.Url("/a?b=1"), page.Url);
        Assert.Equal("ISO-8859-1", page.Charset);
        Assert.Equal("<p>x</p>"u8, page.Body);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Fetch_Redirect_IsFollowedWithoutCookiesOrTraces(int status)
    {
        var seen = new List<string>();
        await using var site = await PageServer.StartAsync(context =>
        {
            seen.AddRange(context.Request.Headers.Keys);
            context.Response.Cookies.Append("session", "secret");
            if (context.Request.Path != "/end")
            {
                context.Response.StatusCode = status;
                context.Response.Headers.Location = "end";
                return Task.CompletedTask;
            }
            context.Response.ContentType = "text/plain";
            return context.Response.WriteAsync("there");
        });
        using var activity = new System.Diagnostics.Activity("outer").Start();

        var page = await FetchAsync(site, "/start");

        Assert.Equal(site.Url("/end"), page.Url);
        Assert.Equal(["/start", "/end"], site.Requests);
        Assert.Equal(["Accept", "Accept-Encoding", "Connection", "Host", "User-Agent"], seen.Distinct(StringComparer.OrdinalIgnoreCase).Order());
    }

    [Fact]
    public async Task Fetch_EndlessRedirect_StopsAfterTheLimit()
    {
        await using var site = await PageServer.StartAsync(context =>
        {
            context.Response.Redirect($"/{Guid.CreateVersion7(DateTimeOffset.UnixEpoch)}");
            return Task.CompletedTask;
        });

        await Refusal.OfAsync("TOO_MANY_REDIRECTS", () => FetchAsync(site));
        Assert.Equal(6, site.Requests.Count);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(500)]
    [InlineData(304)]
    [InlineData(302)]
    public async Task Fetch_OtherStatus_IsNamed(int status)
    {
        await using var site = await PageServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });

        var error = await Refusal.OfAsync("PAGE_STATUS", () => FetchAsync(site));

        Assert.Equal($"{status}", error.Metadata["http_status"]);
    }

    [Theory]
    [InlineData("image/png")]
    [InlineData("application/pdf")]
    [InlineData("application/json")]
    [InlineData("text/htmlx")]
    [InlineData(null)]
    public async Task Fetch_OtherContentType_IsRefusedUnread(string? type)
    {
        await using var site = await PageServer.StartAsync(context =>
        {
            context.Response.ContentType = type;
            return context.Response.WriteAsync("<html>");
        });

        var error = await Refusal.OfAsync("UNSUPPORTED_MEDIA_TYPE", () => FetchAsync(site));

        Assert.Equal(type ?? "unknown", error.Metadata["media_type"]);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("GZIP")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("identity")]
    public async Task Fetch_CompressedPage_IsDecompressed(string encoding)
    {
        await using var site = await PageServer.StartAsync(Compressed(encoding, "some words to compress"u8.ToArray()));

        var page = await FetchAsync(site);

        Assert.Equal("some words to compress"u8, page.Body);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task Fetch_DecompressionBomb_IsStoppedByItsRatio(string encoding)
    {
        await using var site = await PageServer.StartAsync(Compressed(encoding, new byte[20_000_000]));

        var error = await Refusal.OfAsync("PAGE_TOO_LARGE", () => FetchAsync(site));

        Assert.Equal("compression ratio", error.Metadata["limit"]);
    }

    [Theory]
    [InlineData("zstd")]
    [InlineData("gzip, gzip")]
    [InlineData("x-unknown")]
    public async Task Fetch_OtherContentEncoding_IsRefused(string encoding)
    {
        await using var site = await PageServer.StartAsync(context =>
        {
            context.Response.ContentType = "text/plain";
            context.Response.Headers.ContentEncoding = encoding;
            return context.Response.WriteAsync("x");
        });

        await Refusal.OfAsync("UNSUPPORTED_MEDIA_TYPE", () => FetchAsync(site));
    }

    [Fact]
    public async Task Fetch_DamagedCompression_IsUnreachable()
    {
        await using var site = await PageServer.StartAsync(context =>
        {
            context.Response.ContentType = "text/plain";
            context.Response.Headers.ContentEncoding = "gzip";
            return context.Response.WriteAsync("this is no gzip stream");
        });

        await Refusal.OfAsync("PAGE_UNREACHABLE", () => FetchAsync(site));
    }

    [Fact]
    public async Task Fetch_EndlessBody_IsCutOffAtTheLimit()
    {
        await using var site = await PageServer.StartAsync(async context =>
        {
            context.Response.ContentType = "text/plain";
            var piece = new byte[64 * 1024];
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(piece, context.RequestAborted);
        });

        var error = await Refusal.OfAsync("PAGE_TOO_LARGE", () => FetchAsync(site));

        Assert.Equal("size", error.Metadata["limit"]);
    }

    [Fact]
    public async Task Fetch_AnnouncedTooLong_IsRefusedBeforeTheBody()
    {
        await using var site = await PageServer.StartAsync(async context =>
        {
            context.Response.ContentType = "text/plain";
            context.Response.ContentLength = (5 << 20) + 1;
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });

        await Refusal.OfAsync("PAGE_TOO_LARGE", () => FetchAsync(site));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fetch_SlowServer_EndsWithTheTimeLimit(bool afterHeaders)
    {
        var stuck = new TaskCompletionSource();
        await using var site = await PageServer.StartAsync(async context =>
        {
            context.Response.ContentType = "text/plain";
            if (afterHeaders)
                await context.Response.WriteAsync("slowly");
            stuck.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        var fetching = FetchAsync(site);
        await stuck.Task.Within();

        _time.Advance(TimeSpan.FromSeconds(19));
        Assert.False(fetching.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));

        await Refusal.OfAsync("PAGE_TIMEOUT", () => fetching);
    }

    [Fact]
    public async Task Fetch_CallerGone_EndsAsCancelled()
    {
        var stuck = new TaskCompletionSource();
        await using var site = await PageServer.StartAsync(async context =>
        {
            stuck.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var cancel = new CancellationTokenSource();
        var fetching = FetchAsync(site, cancellationToken: cancel.Token);
        await stuck.Task.Within();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetching);
    }

    [Fact]
    public async Task Fetch_BrokenOffBody_IsUnreachable()
    {
        await using var site = await PageServer.StartAsync(async context =>
        {
            context.Response.ContentType = "text/plain";
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("only this");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });

        await Refusal.OfAsync("PAGE_UNREACHABLE", () => FetchAsync(site));
    }

    [Fact]
    public async Task Fetch_NobodyListens_IsUnreachable()
    {
        var site = await PageServer.StartAsync("text/plain", "x");
        await site.DisposeAsync();

        await Refusal.OfAsync("PAGE_UNREACHABLE", () => FetchAsync(site));
    }

    [Fact]
    public async Task Fetch_EndlessHeaders_IsUnreachable()
    {
        await using var site = await PageServer.StartAsync(context =>
        {
            for (var i = 0; i < 100; i++)
                context.Response.Headers[$"x-{i}"] = new string('x', 1000);
            return Task.CompletedTask;
        });

        await Refusal.OfAsync("PAGE_UNREACHABLE", () => FetchAsync(site));
    }

    private static RequestDelegate Compressed(string encoding, byte[] content) => context =>
    {
        using var packed = new MemoryStream();
        using (Stream packer = encoding.ToUpperInvariant() switch
        {
            "GZIP" => new GZipStream(packed, CompressionLevel.SmallestSize, true),
            "BR" => new BrotliStream(packed, CompressionLevel.Fastest, true),
            "DEFLATE" => new ZLibStream(packed, CompressionLevel.SmallestSize, true),
            _ => new BufferedStream(packed),
        })
        {
            packer.Write(content);
            packer.Flush();
            context.Response.ContentType = "text/plain";
            context.Response.Headers.ContentEncoding = encoding;
            if (encoding == "identity")
                return context.Response.Body.WriteAsync(packed.ToArray()).AsTask();
        }
        return context.Response.Body.WriteAsync(packed.ToArray()).AsTask();
    };

    private async Task<FetchedPage> FetchAsync(PageServer site, string path = "/", CancellationToken cancellationToken = default)
    {
        var options = new ScraperOptions { AllowedPrivateHosts = { $"127.0.0.1:{site.Port}" } };
        using var fetcher = new PageFetcher(new EgressGuard(new FakeResolver(), options), options, _time);
        return await fetcher.FetchAsync(site.Url(path), cancellationToken).Within();
    }
}
