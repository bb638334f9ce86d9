using System.Net;
using GroupChat.Documents.Scraping;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Documents.Tests.Scraping;

public sealed class EgressGuardTests
{
    [Fact]
    public async Task Fetch_EveryHostileUrl_IsRefusedBeforeASocketIsOpened()
    {
        await using var canary = await PageServer.StartAsync("text/plain", "reached");
        using var fetcher = Fetcher(canary.Port);

        foreach (var url in HostileUrls.All.Select(url => At(url, canary)))
        {
            var error = await Record.ExceptionAsync(() => fetcher.FetchAsync(PageUrl.Parse(url), default).Within());

            Assert.True(error is DomainError { Reason: "URL_NOT_ALLOWED" or "INVALID_REQUEST" }, $"{url}: {error?.ToString() ?? "fetched"}");
        }
        Assert.True(HostileUrls.All.Count() >= 150);
        Assert.Equal(0, canary.Connections);
    }

    [Fact]
    public async Task Fetch_RedirectToEveryHostileUrl_IsRefusedBeforeASocketIsOpened()
    {
        await using var canary = await PageServer.StartAsync("text/plain", "reached");
        var target = "";
        await using var site = await PageServer.StartAsync(context =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = target;
            return Task.CompletedTask;
        });
        using var fetcher = Fetcher(canary.Port, $"127.0.0.1:{site.Port}");

        foreach (var url in HostileUrls.All.Select(url => At(url, canary)).Where(CanBeAHeader))
        {
            target = url;
            var error = await Record.ExceptionAsync(() => fetcher.FetchAsync(site.Url(), default).Within());

            // What is read as a path on the same site leads nowhere but there.
            Assert.True(error is DomainError { Reason: "URL_NOT_ALLOWED" or "TOO_MANY_REDIRECTS" }, $"{url}: {error?.ToString() ?? "fetched"}");
        }
        Assert.Equal(0, canary.Connections);
    }

    [Fact]
    public async Task Fetch_ExactExemption_ReachesThatHostAndPortOnly()
    {
        await using var site = await PageServer.StartAsync("text/plain", "intranet");
        await using var other = await PageServer.StartAsync("text/plain", "other");
        using var fetcher = Fetcher(other.Port, $"loopback.test:{site.Port}");

        var page = await fetcher.FetchAsync(site.Url("/", "loopback.test"), default).Within();

        Assert.Equal("intranet"u8, page.Body);
        foreach (var url in new[] { site.Url("/", "localhost"), site.Url(), other.Url("/", "loopback.test"), other.Url() })
            await Refusal.OfAsync("URL_NOT_ALLOWED", () => fetcher.FetchAsync(url, default).Within());
        Assert.Equal(0, other.Connections);
    }

    [Fact]
    public async Task Fetch_Name_IsResolvedOnceAndPinned()
    {
        await using var first = await PageServer.StartAsync("text/plain", "first");
        var resolver = new FakeResolver().With("site.test", ["127.0.0.1"], ["127.0.0.2"]);
        using var fetcher = Fetcher(first.Port, resolver, $"site.test:{first.Port}");

        var page = await fetcher.FetchAsync(first.Url("/", "site.test"), default).Within();

        Assert.Equal("first"u8, page.Body);
        Assert.Equal(["site.test"], resolver.Asked);
    }

    [Fact]
    public async Task Resolve_NameRebound_IsJudgedByTheAnswerThatIsUsed()
    {
        var guard = new EgressGuard(new FakeResolver().With("rebind.test", ["93.184.216.34"], ["127.0.0.1"]), new ScraperOptions());

        Assert.Equal([IPAddress.Parse("93.184.216.34")], await guard.ResolveAsync("rebind.test", 80, default));
        await Refusal.OfAsync("URL_NOT_ALLOWED", () => guard.ResolveAsync("rebind.test", 80, default));
    }

    [Fact]
    public async Task Fetch_RedirectToReboundName_IsRefused()
    {
        await using var canary = await PageServer.StartAsync("text/plain", "reached");
        await using var site = await PageServer.StartAsync(context =>
        {
            context.Response.Redirect($"http://site.test:{canary.Port}/");
            return Task.CompletedTask;
        });
        var resolver = new FakeResolver().With("site.test", ["127.0.0.1"]);
        using var fetcher = Fetcher(canary.Port, resolver, $"site.test:{site.Port}");

        await Refusal.OfAsync("URL_NOT_ALLOWED", () => fetcher.FetchAsync(site.Url("/", "site.test"), default).Within());
        Assert.Equal(0, canary.Connections);
        Assert.Equal(2, resolver.Asked.Count);
    }

    [Fact]
    public async Task Refusals_OfInnerAndUnknownNames_CannotBeToldApart()
    {
        var guard = new EgressGuard(HostileUrls.Resolver, new ScraperOptions());

        var inner = await Refusal.OfAsync("URL_NOT_ALLOWED", () => guard.ResolveAsync("private.test", 80, default));
        var unknown = await Refusal.OfAsync("URL_NOT_ALLOWED", () => guard.ResolveAsync("no-such-name.test", 80, default));

        Assert.Equal(inner.Message, unknown.Message);
        Assert.Empty(inner.Metadata);
        Assert.Empty(unknown.Metadata);
    }

    [Theory]
    [InlineData("http://public.test/")]
    [InlineData("https://public.test/path?q=1#part")]
    [InlineData("http://public.test:8080/")]
    [InlineData("https://public.test:8443/")]
    [InlineData("http://93.184.216.34/")]
    [InlineData("http://[2606:4700::1111]/")]
    [InlineData("https://bücher.test/")]
    public void Check_OrdinaryAddress_IsLetThrough(string url) =>
        new EgressGuard(new FakeResolver(), new ScraperOptions()).Check(PageUrl.Parse(url));

    private static string At(string url, PageServer canary) => url.Replace("{port}", $"{canary.Port}", StringComparison.Ordinal);

    private static bool CanBeAHeader(string url) => url.Length > 0 && url.All(c => c is >= ' ' and <= '~');

    private static PageFetcher Fetcher(int canaryPort, params string[] exempt) => Fetcher(canaryPort, HostileUrls.Resolver, exempt);

    private static PageFetcher Fetcher(int canaryPort, FakeResolver resolver, params string[] exempt)
    {
        var options = Exempting(exempt, 80, 443, canaryPort);
        return new(new EgressGuard(resolver, options), options, TimeProvider.System);
    }

    private static ScraperOptions Exempting(string[] hosts, params int[] ports)
    {
        var options = new ScraperOptions();
        options.AllowedPorts.AddRange(ports);
        options.AllowedPrivateHosts.AddRange(hosts);
        return options;
    }
}
