using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using GroupChat.TestSupport;

namespace GroupChat.Gateway.Tests.Edge.Json;

public sealed partial class DocsTests : IAsyncLifetime
{
    private JsonRoomNode _node = null!;

    public async Task InitializeAsync() => _node = await JsonRoomNode.StartAsync();

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Fact]
    public async Task Page_AndAllItLoads_ComeFromHereUnderAStrictPolicy()
    {
        var waiting = new Queue<string>(["/docs"]);
        var seen = new HashSet<string>();
        while (waiting.TryDequeue(out var path))
        {
            if (!seen.Add(path))
                continue;
            using var response = await _node.Http.GetAsync(new Uri(path, UriKind.Relative)).Within();
            var text = await response.Content.ReadAsStringAsync().Within();
            Assert.True(response.IsSuccessStatusCode, path);
            Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
            Assert.DoesNotMatch(Inline(), text);
            Assert.DoesNotMatch(Outside(), text.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal));
            foreach (Match found in Loaded().Matches(text))
                waiting.Enqueue(found.Groups[1].Value);
        }
        Assert.True(seen.Count >= 8, string.Join(' ', seen));
    }

    [Theory]
    [InlineData("/docs")]
    [InlineData("/openapi.json")]
    public async Task Page_AskedForItsHead_SaysWhatItWouldSend(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri(path, UriKind.Relative));

        using var response = await _node.Http.SendAsync(request).Within();

        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}");
        Assert.True(response.Content.Headers.ContentLength > 1_000);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync().Within());
    }

    [Fact]
    public async Task Document_KnownAlready_IsNotSentAgain()
    {
        using var first = await _node.Http.GetAsync(new Uri("/openapi.json", UriKind.Relative)).Within();
        using var again = new HttpRequestMessage(HttpMethod.Get, new Uri("/openapi.json", UriKind.Relative));
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var response = await _node.Http.SendAsync(again).Within();

        Assert.Equal("application/json", first.Content.Headers.ContentType!.MediaType);
        Assert.Equal(304, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("/openapi.json")]
    [InlineData("/v1/rooms")]
    public async Task Answer_ForWhoReadsGzip_IsPacked(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));

        using var response = await _node.Http.SendAsync(request).Within();

        Assert.Equal(["gzip"], response.Content.Headers.ContentEncoding);
        using var unpacked = new StreamReader(new GZipStream(await response.Content.ReadAsStreamAsync().Within(), CompressionMode.Decompress));
        Assert.StartsWith("{", await unpacked.ReadToEndAsync().Within());
    }

    [GeneratedRegex("""<script(?![^>]*\bsrc=)|\son\w+="|style="|javascript:|eval\(|innerHTML""")]
    private static partial Regex Inline();

    [GeneratedRegex("""https?://""")]
    private static partial Regex Outside();

    [GeneratedRegex("""(?:href="|src="|from ")(/docs/[a-z.]+)""")]
    private static partial Regex Loaded();
}
