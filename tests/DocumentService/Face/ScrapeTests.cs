using GroupChat.Contracts.Document.V1;
using GroupChat.Contracts.Scraper.V1;
using GroupChat.Documents.Tests.Scraping;
using Grpc.Core;
using static GroupChat.Documents.Tests.Face.DocumentNode;

namespace GroupChat.Documents.Tests.Face;

public sealed class ScrapeTests
{
    private const string Html =
        "<title>Port guide</title><nav>Menu</nav><main><h1>Ports</h1><p>The server listens on <b>port 8080</b>.</p></main>";

    [Fact]
    public async Task Scrape_Page_BecomesADocumentOfTheRoom()
    {
        await using var site = await PageServer.StartAsync("text/html", Html);
        await using var node = await StartAsync(settings: Exempt(site));

        var response = await ScrapeAsync(node, site.Url("/guide?x=1#part").AbsoluteUri);

        var document = response.Document;
        Assert.Equal(("Port guide", "", "text/html"), (document.Title, document.FileName, document.MediaType));
        Assert.Equal((DocumentState.Ready, site.Url("/guide?x=1").AbsoluteUri), (document.State, document.SourceUrl));
        var found = await node.As("bob").SearchPassagesAsync(new() { RoomId = "lab", Query = "port" });
        Assert.Equal("# Ports\n\nThe server listens on port 8080.", Assert.Single(found.Matches).Passage.Text);
        Assert.Equal(document.SourceUrl, found.Matches[0].Passage.SourceUrl);
    }

    [Theory]
    [InlineData("text/plain", "Only words on port 8080.", "127.0.0.1/page")]
    [InlineData("text/markdown", "# Ports\n\nWords.", "Ports")]
    public async Task Scrape_OtherText_IsTakenAsItIs(string type, string body, string title)
    {
        await using var site = await PageServer.StartAsync(type, body);
        await using var node = await StartAsync(settings: Exempt(site));

        var document = (await ScrapeAsync(node, site.Url("/page").AbsoluteUri)).Document;

        Assert.Equal((type, title), (document.MediaType, document.Title));
    }

    [Fact]
    public async Task Scrape_HostileCharacters_AreNotStored()
    {
        await using var site = await PageServer.StartAsync("text/html", "<title>T&#x1B;[31m&#0;&#xD800;&#x7;</title><p>W&#x1B;[2J&#8;&#xDFFF;ord");
        await using var node = await StartAsync(settings: Exempt(site));

        var document = (await ScrapeAsync(node, site.Url().AbsoluteUri)).Document;
        var found = await node.As("bob").SearchPassagesAsync(new() { RoomId = "lab", Query = "ord" });

        Assert.Equal("T[31m\uFFFD\uFFFD", document.Title);
        Assert.Equal("W[2J\uFFFDord", found.Matches[0].Passage.Text);
    }

    [Fact]
    public async Task Scrape_Repeated_IsOneDocument()
    {
        await using var site = await PageServer.StartAsync("text/html", Html);
        await using var node = await StartAsync(settings: Exempt(site));
        var url = site.Url().AbsoluteUri;

        var first = await ScrapeAsync(node, url, "request-1");
        var sameRequest = await ScrapeAsync(node, url, "request-1");
        Assert.Equal(1, site.Connections);
        var samePage = await ScrapeAsync(node, url);

        Assert.Equal([false, true, true], new[] { first, sameRequest, samePage }.Select(response => response.AlreadyExisted));
        Assert.Equal(2, site.Connections);
        Assert.Single(new[] { first, sameRequest, samePage }.Select(response => response.Document.DocumentId).Distinct());
        await RpcRefusal.OfAsync(StatusCode.AlreadyExists, "REQUEST_ID_REUSED", () => ScrapeAsync(node, url + "other", "request-1"));
    }

    [Theory]
    [InlineData("", StatusCode.InvalidArgument, "INVALID_REQUEST")]
    [InlineData("not an address", StatusCode.InvalidArgument, "INVALID_REQUEST")]
    [InlineData("file:///etc/passwd", StatusCode.PermissionDenied, "URL_NOT_ALLOWED")]
    [InlineData("http://127.0.0.1:8080/", StatusCode.PermissionDenied, "URL_NOT_ALLOWED")]
    [InlineData("http://metadata.test/", StatusCode.PermissionDenied, "URL_NOT_ALLOWED")]
    [InlineData("http://unknown.test/", StatusCode.PermissionDenied, "URL_NOT_ALLOWED")]
    public async Task Scrape_WhatMayNotBeFetched_IsRefused(string url, StatusCode code, string reason)
    {
        await using var node = await StartAsync();

        await RpcRefusal.OfAsync(code, reason, () => ScrapeAsync(node, url));
    }

    [Fact]
    public async Task Scrape_PageWithoutWords_IsEmpty()
    {
        await using var site = await PageServer.StartAsync("text/html", "<script>all of it</script>");
        await using var node = await StartAsync(settings: Exempt(site));

        await RpcRefusal.OfAsync(StatusCode.InvalidArgument, "EMPTY_DOCUMENT", () => ScrapeAsync(node, site.Url().AbsoluteUri));
    }

    [Fact]
    public async Task Scrape_ByStrangers_FetchesNothing()
    {
        await using var site = await PageServer.StartAsync("text/html", Html);
        await using var node = await StartAsync(settings: Exempt(site));

        await RpcRefusal.OfAsync(StatusCode.PermissionDenied, "NOT_A_MEMBER", () => ScrapeAsync(node, site.Url().AbsoluteUri, user: "mallory"));
        Assert.Equal(0, site.Connections);
    }

    [Fact]
    public async Task Read_Page_ReturnsItAndKeepsNothing()
    {
        await using var site = await PageServer.StartAsync("text/html", Html);
        await using var node = await StartAsync(settings: Exempt(site));

        var page = await node.ScraperAs("bob").ReadPageAsync(new() { RoomId = "lab", Url = site.Url("/guide").AbsoluteUri }).ResponseAsync.Within();

        Assert.Equal(("Port guide", "# Ports\n\nThe server listens on port 8080.", false), (page.Title, page.Text, page.Truncated));
        Assert.Empty((await node.As("bob").ListDocumentsAsync(new() { RoomId = "lab" }).ResponseAsync.Within()).Documents);
        var refused = await Assert.ThrowsAsync<RpcException>(
            () => node.ScraperAs("bob").ReadPageAsync(new() { RoomId = "lab", Url = "http://127.0.0.1:1/" }).ResponseAsync.Within());
        Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
    }

    private static (string, string) Exempt(PageServer site) => ("Scraper:AllowedPrivateHosts:0", $"127.0.0.1:{site.Port}");

    private static async Task<ScrapePageResponse> ScrapeAsync(DocumentNode node, string url, string requestId = "", string user = "bob") =>
        await node.ScraperAs(user).ScrapePageAsync(new() { RoomId = "lab", Url = url, RequestId = requestId }).ResponseAsync.Within();
}
