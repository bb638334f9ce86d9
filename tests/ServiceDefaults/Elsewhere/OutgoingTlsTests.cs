using GroupChat.ServiceDefaults.Certificates;
using GroupChat.ServiceDefaults.Elsewhere;
using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Listening;
using GroupChat.TestSupport;
using GroupChat.TestSupport.Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace GroupChat.ServiceDefaults.Tests.Elsewhere;

/// <summary>Who is believed on a connection between two processes, on either side.</summary>
public sealed class OutgoingTlsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly LogCollector _logs = new();
    private readonly ManualTimeProvider _time = new();
    private readonly TestAuthority _ours = new("ours");
    private readonly TestAuthority _other = new("other");
    private readonly TlsOptions _server = new();
    private readonly ServicesOptions _client = new();

    public OutgoingTlsTests()
    {
        _server.Certificate = Write("server.pem", _ours.Issue("server", TestAuthority.Servers, "chat.internal"));
        _server.ClientAuthority = Write("clients.pem", _ours.Pem);
        _client.Certificate = Write("client.pem", _ours.Issue("client one", TestAuthority.Clients));
        _client.Authority = Write("authority.pem", _ours.Pem);
    }

    public void Dispose()
    {
        _logs.Dispose();
        _ours.Dispose();
        _other.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("chat.internal")]
    public async Task Connection_OfTwoOfOurs_ShowsWhoCalls(string host)
    {
        await using var app = await StartAsync();

        Assert.Equal("HTTP/2 CN=client one", await GetAsync(app, host));
    }

    [Fact]
    public async Task Certificate_RenewedInItsFile_IsShownOnTheNextConnection()
    {
        await using var app = await StartAsync();
        var tls = Tls();
        Assert.Equal("HTTP/2 CN=client one", await GetAsync(app, tls: tls));

        Write("client.pem", _ours.Issue("client two", TestAuthority.Clients));
        _time.Advance(RenewedFiles.LookEvery);

        Assert.Equal("HTTP/2 CN=client two", await GetAsync(app, tls: tls));
    }

    [Fact]
    public async Task Authority_ReplacedOnTheServer_RefusesThoseOfTheOneBefore()
    {
        await using var app = await StartAsync();
        Assert.Equal("HTTP/2 CN=client one", await GetAsync(app));

        Write("clients.pem", _other.Pem);
        _time.Advance(RenewedFiles.LookEvery);

        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(app));
        Write("client.pem", _other.Issue("client three", TestAuthority.Clients));
        Assert.Equal("HTTP/2 CN=client three", await GetAsync(app));
    }

    [Fact]
    public async Task Server_OfAnotherAuthority_IsNotBelieved()
    {
        Write("server.pem", _other.Issue("server", TestAuthority.Servers));
        await using var app = await StartAsync();

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(app));

        Assert.True(NothingReached.Is(refused));
    }

    [Fact]
    public async Task Server_OfAnotherName_IsNotBelieved()
    {
        await using var app = await StartAsync();

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(app, "vectors.internal"));

        Assert.True(NothingReached.Is(refused));
    }

    [Theory]
    [InlineData("another authority")]
    [InlineData("expired")]
    [InlineData("for servers")]
    [InlineData("none")]
    public async Task Client_WithoutAGoodCertificate_GetsNoAnswer(string what)
    {
        Write("client.pem", what switch
        {
            "another authority" => _other.Issue("mallory", TestAuthority.Clients),
            "expired" => _ours.Issue("late", TestAuthority.Clients, expired: true),
            _ => _ours.Issue("server", TestAuthority.Servers),
        });
        if (what == "none")
            _client.Certificate = "";
        await using var app = await StartAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(app));
    }

    [Fact]
    public async Task Client_WithoutOne_IsLetInWhereNoneIsRequiredAsNobody()
    {
        (_server.ClientRequired, _client.Certificate) = (false, "");
        await using var app = await StartAsync();

        Assert.Equal("HTTP/2 nobody", await GetAsync(app));
    }

    [Fact]
    public async Task Client_WithABadOne_IsNotLetInWhereNoneIsRequired()
    {
        _server.ClientRequired = false;
        Write("client.pem", _other.Issue("mallory", TestAuthority.Clients));
        await using var app = await StartAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(app));
    }

    [Theory]
    [InlineData("client.pem", "Services:Certificate")]
    [InlineData("authority.pem", "Services:Authority")]
    public void File_ThatCannotBeUsed_NamesItsSetting(string file, string setting)
    {
        Write(file, "nonsense");

        Assert.Equal(setting, Assert.Throws<StartupError>(Tls).Setting);
    }

    [Fact]
    public async Task ClientAuthority_ThatCannotBeUsed_NamesItsSetting()
    {
        Write("clients.pem", "nonsense");

        Assert.Equal("Tls:ClientAuthority", (await Assert.ThrowsAsync<StartupError>(StartAsync)).Setting);
    }

    private OutgoingTls Tls() => new(_client, _time, NullLogger<OutgoingTls>.Instance);

    private string Write(string file, string content)
    {
        var path = Path.Combine(_folder.Path, file);
        File.WriteAllText(path, content);
        return path;
    }

    private async Task<string> GetAsync(WebApplication app, string host = "127.0.0.1", OutgoingTls? tls = null)
    {
        var address = new Uri(app.Urls.Single());
        using var handler = new OutgoingConnections(tls ?? Tls()).Open(new(address, host));
        using var client = new HttpClient(handler)
        {
            DefaultRequestVersion = System.Net.HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        return await client.GetStringAsync(address).Within();
    }

    private async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseOnePort("https://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(_time).AddSingleton<ILoggerProvider>(_logs).AddSingleton(_server);
        var app = builder.Build();
        app.Run(context => context.Response.WriteAsync(
            $"{context.Request.Protocol} {context.Connection.ClientCertificate?.Subject ?? "nobody"}"));
        await app.StartAsync().Within();
        return app;
    }
}
