using System.Net;

namespace GroupChat.Gateway.Tests.Identities;

/// <summary>A browser that comes back from the provider as it should not.</summary>
[Collection(nameof(ProviderWorld))]
public sealed class ProviderReturnTests(ProviderWorld world)
{
    [Fact]
    public async Task Return_TwiceOrInAnotherBrowserOrToAnotherProvider_IsRefused()
    {
        await world.Provider.SetAsync("replayed");
        using var browser = new Browser();
        using var other = new Browser();
        var back = await browser.FollowAsync((await world.BeginAsync("acme")).Url, $"{world.Address}/signin/callback");

        Refused(await other.GetAsync(back));
        Refused(await browser.GetAsync(new(back.AbsoluteUri.Replace("callback/acme", "callback/hub", StringComparison.Ordinal))));
        Refused(await browser.GetAsync(new($"{world.Address}/signin/callback/acme?code=1")));
        Refused(await browser.GetAsync(new($"{world.Address}/signin/start?ticket=garbage")));
    }

    [Fact]
    public async Task Return_WithACookieThatWasKept_IsRefusedTheSecondTime()
    {
        await world.Provider.SetAsync("kept");
        using var browser = new Browser();
        var (url, verifier) = await world.BeginAsync("acme");
        var back = await browser.FollowAsync(url, $"{world.Address}/signin/callback");
        var page = await browser.FollowAsync(back.AbsoluteUri, ProviderWorld.Return);
        await browser.FollowAsync(url, world.Provider.Address); // the cookie once more

        Refused(await browser.GetAsync(back));

        var code = Browser.Of(page, "sign_in_code");
        Assert.True((await world.CompleteAsync(code, verifier)).IsNewUser);
    }

    [Fact]
    public async Task Return_WithTheCodeOfAnotherFlow_IsRefusedByTheProvider()
    {
        await world.Provider.SetAsync("mixed");
        using var browser = new Browser();
        var one = await browser.FollowAsync((await world.BeginAsync("acme")).Url, $"{world.Address}/signin/callback");
        var two = await browser.FollowAsync((await world.BeginAsync("acme")).Url, $"{world.Address}/signin/callback");

        var page = await browser.FollowAsync(
            two.AbsoluteUri.Replace(Browser.Of(two, "code"), Browser.Of(one, "code"), StringComparison.Ordinal), ProviderWorld.Return);
        var other = await browser.FollowAsync((await world.BeginAsync("acme")).Url, $"{world.Address}/signin/callback");
        var mixedUp = await browser.FollowAsync(other.AbsoluteUri.Replace("iss=http", "iss=https", StringComparison.Ordinal), ProviderWorld.Return);

        Assert.Equal(("PROVIDER_REFUSED", "PROVIDER_REFUSED"), (Browser.Of(page, "sign_in_error"), Browser.Of(mixedUp, "sign_in_error")));
    }

    private static void Refused((HttpStatusCode Status, string Text) answer)
    {
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.StartsWith("SIGN_IN_STATE_INVALID", answer.Text, StringComparison.Ordinal);
    }
}
