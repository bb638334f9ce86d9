using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using GroupChat.Integration.Tests.WebPage;
using GroupChat.TestSupport;

namespace GroupChat.Integration.Tests;

/// <summary>The web page of the built gateway: how it is served, and what people do with it in headless Chromium.</summary>
public sealed partial class WebPageTests : IAsyncLifetime
{
    // Slow enough to be seen growing, and after the restart slow enough to be stopped, however busy the machine is.
    private static readonly string[] Slow = ["--Agents:PieceDelayMilliseconds=100"];
    private static readonly string[] Slower = ["--Agents:PieceDelayMilliseconds=1000"];

    private readonly string _folder = Directory.CreateTempSubdirectory("groupchat-page-").FullName;
    private GatewayProcess _gateway = null!;

    public async Task InitializeAsync() => _gateway = await GatewayProcess.StartNewAsync(_folder, Slow);

    public async Task DisposeAsync()
    {
        if (_gateway is not null)
            await _gateway.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Files_OfThePage_AreServedUnderAStrictPolicyAndKept()
    {
        using var http = new HttpClient { BaseAddress = new Uri(_gateway.Address) };
        using var page = await http.GetAsync(new Uri("/", UriKind.Relative)).Within();
        var html = await page.Content.ReadAsStringAsync().Within();
        Assert.True(page.IsSuccessStatusCode, html);
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", Assert.Single(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal(["no-cache"], page.Headers.GetValues("Cache-Control"));
        Assert.DoesNotMatch(Inline(), html);
        var assets = Loaded().Matches(html).Select(match => match.Groups[1].Value).ToList();
        Assert.True(assets.Count >= 2, html);
        foreach (var asset in assets)
            await ServedAsync(http, asset);
    }

    [Fact]
    public Task People_InChromium_TalkAskUploadAndFindEverythingAfterAKill() => BrowserRun.RunAsync("people.mjs", _gateway, Slower);

    private static async Task ServedAsync(HttpClient http, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
        using var response = await http.SendAsync(request).Within();
        var size = (await response.Content.ReadAsByteArrayAsync().Within()).Length;
        Assert.True(response.IsSuccessStatusCode, path);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        if (path.StartsWith("/assets/", StringComparison.Ordinal))
        {
            Assert.Equal(["public, max-age=31536000, immutable"], response.Headers.GetValues("Cache-Control"));
            Assert.Equal(["br"], response.Content.Headers.ContentEncoding);
            Assert.InRange(size, 1_000, 200_000);
        }
        using var again = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        again.Headers.IfNoneMatch.Add(response.Headers.ETag!);
        using var unchanged = await http.SendAsync(again).Within();
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [GeneratedRegex("<style|\\sstyle=|<script(?![^>]*\\ssrc=)|\\son[a-z]+=|javascript:")]
    private static partial Regex Inline();

    [GeneratedRegex("(?:src|href)=\"(/[^\"]*)\"")]
    private static partial Regex Loaded();
}
