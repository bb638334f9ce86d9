using GroupChat.Chat;
using GroupChat.Contracts.Session.V1;
using GroupChat.Gateway.Edge;
using GroupChat.Gateway.Identities;
using GroupChat.Gateway.Protection;
using GroupChat.Gateway.Sessions;
using GroupChat.ServiceDefaults.Listening;
using GroupChat.TestSupport;
using Microsoft.AspNetCore.Builder;

namespace GroupChat.Gateway.Tests.Identities;

/// <summary>A server whose users sign in at a real provider: over OpenID Connect with both algorithms, and as with GitHub.</summary>
public sealed class ProviderWorld : IAsyncLifetime
{
    public const string Return = "http://127.0.0.1:1/page?view=small";

    private ProviderProcess? _provider;

    public TestNode Node { get; private set; } = null!;

    private static readonly string[] Clients = ["acme", "acme-ec", "hub"];

    /// <summary>Where browsers reach the server.</summary>
    public string Address { get; } = $"http://127.0.0.1:{FreePort.Find()}";

    internal ProviderProcess Provider => _provider!;

    public async Task InitializeAsync()
    {
        _provider = await ProviderProcess.StartAsync([.. Clients.Select(id => $"{Address}/signin/callback/{id}")]);
        Node = await TestNode.StartAsync(Add, app =>
        {
            app.UseEdge();
            app.MapSessions();
            app.MapChat();
        });
    }

    public async Task DisposeAsync()
    {
        if (Node is not null)
            await Node.DisposeAsync();
        if (_provider is not null)
            await _provider.DisposeAsync();
    }

    /// <summary>Begins, and where the browser is to go; with the client's secret.</summary>
    internal async Task<(string Url, string Verifier)> BeginAsync(string provider)
    {
        var verifier = SignInSecrets.Random();
        var begun = await Node.Client<IdentityService.IdentityServiceClient>().BeginProviderSignInAsync(
            new() { ProviderId = provider, CodeChallenge = SignInSecrets.HashOf(verifier), DeviceLabel = "tablet" }).ResponseAsync.Within();
        return (begun.SignInUrl, verifier);
    }

    /// <summary>All the way to the page, with what it finds in its address.</summary>
    internal async Task<(string Code, string Error, string Verifier)> GoAsync(string provider)
    {
        using var browser = new Browser();
        var (url, verifier) = await BeginAsync(provider);
        var page = await browser.FollowAsync(url, Return);
        return (Browser.Of(page, "sign_in_code"), Browser.Of(page, "sign_in_error"), verifier);
    }

    internal async Task<CompleteProviderSignInResponse> SignInAsync(string provider)
    {
        var (code, error, verifier) = await GoAsync(provider);
        Assert.Equal("", error);
        return await CompleteAsync(code, verifier);
    }

    internal Task<CompleteProviderSignInResponse> CompleteAsync(string code, string verifier) => Node.Client<IdentityService.IdentityServiceClient>()
        .CompleteProviderSignInAsync(new() { SignInCode = code, CodeVerifier = verifier }).ResponseAsync.Within();

    private void Add(WebApplicationBuilder builder)
    {
        builder.WebHost.UseOnePort(Address);
        var settings = builder.Configuration.GetSection("SignIn");
        settings["PublicUrl"] = Address;
        settings["ReturnUrls:0"] = Return;
        foreach (var (id, client, preset) in ((string, string, string)[])[("acme", "rs", ""), ("acme-ec", "es", ""), ("hub", "hub", "github")])
            AddProvider(id, client, preset, Provider.Address);
        AddProvider("down", "rs", "", $"http://127.0.0.1:{FreePort.Find()}");
        builder.Services.AddEdge();
        builder.Services.AddProtection();
        builder.Services.AddSessions();
        builder.AddChat();

        void AddProvider(string id, string client, string preset, string issuer)
        {
            var provider = settings.GetSection($"Providers:{id}");
            (provider["ClientId"], provider["ClientSecret"]) = (client, "a secret of tests: % + & /");
            (provider["Preset"], provider["Issuer"]) = (preset, issuer);
            if (preset.Length > 0)
                provider["Scopes:0"] = "openid"; // this provider wants one; GitHub does not
        }
    }
}
