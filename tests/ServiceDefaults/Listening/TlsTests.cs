using System.Net;
using System.Net.Quic;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GroupChat.ServiceDefaults.Certificates;
using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Listening;
using GroupChat.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GroupChat.ServiceDefaults.Tests.Listening;

public sealed class TlsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly LogCollector _logs = new();
    private readonly ManualTimeProvider _time = new();
    private readonly TlsOptions _options = new();

    public TlsTests() => _options.Certificate = Path.Combine(_folder.Path, "server.pem");

    public void Dispose()
    {
        _logs.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Request_OverTls_SpeaksWhatTheClientAsksFor()
    {
        var thumbprint = Write("one");
        await using var app = await StartAsync();

        Assert.Equal(("HTTP/1.1", thumbprint), await GetAsync(app, HttpVersion.Version11));
        Assert.Equal(("HTTP/2", thumbprint), await GetAsync(app, HttpVersion.Version20));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Http3_WhereTheMachineCannot_IsMissedAloudAndTheRestIsSpoken(bool isWanted)
    {
        Write("one");
        _options.Http3 = isWanted;
        await using var app = await StartAsync();

        Assert.Equal("HTTP/2", (await GetAsync(app, HttpVersion.Version20)).Protocol);
        Assert.Equal(isWanted && !HasQuic, _logs.Entries.Any(entry => entry.Event.Name == "Http3Missing"));
    }

    [Fact]
    public async Task Certificate_RenewedInItsFile_IsUsedWithoutARestart()
    {
        var first = Write("one");
        await using var app = await StartAsync();
        Assert.Equal(first, (await GetAsync(app, HttpVersion.Version20)).Thumbprint);

        var second = Write("two");
        _time.Advance(RenewedFiles.LookEvery);

        Assert.Equal(second, (await GetAsync(app, HttpVersion.Version20)).Thumbprint);
    }

    [Fact]
    public async Task Certificate_SpoiledInItsFile_IsReportedAndTheOneBeforeGoesOn()
    {
        var first = Write("one");
        await using var app = await StartAsync();
        await File.WriteAllTextAsync(_options.Certificate, "-----BEGIN CERTIFICATE-----\nhalf of one");
        _time.Advance(RenewedFiles.LookEvery);

        Assert.Equal(first, (await GetAsync(app, HttpVersion.Version20)).Thumbprint);

        Assert.Contains(_logs.Entries, entry => entry.Event.Name == "CertificateUnusable");
    }

    [Fact]
    public async Task Certificate_InPkcs12WithAPassword_IsUsed()
    {
        using var made = Make("one");
        (_options.Certificate, _options.Password) = (Path.Combine(_folder.Path, "server.pfx"), "secret");
        await File.WriteAllBytesAsync(_options.Certificate, made.Export(X509ContentType.Pfx, "secret"));
        await using var app = await StartAsync();

        Assert.Equal(made.Thumbprint, (await GetAsync(app, HttpVersion.Version20)).Thumbprint);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonsense")]
    public async Task Start_WithoutAUsableCertificate_NamesTheSetting(string? content)
    {
        if (content is null)
            _options.Certificate = "";
        else
            await File.WriteAllTextAsync(_options.Certificate, content);

        var error = await Assert.ThrowsAsync<StartupError>(StartAsync);

        Assert.Equal("Tls:Certificate", error.Setting);
    }

#pragma warning disable CA1416 // it answers false where it is not supported
    private static bool HasQuic => QuicListener.IsSupported;
#pragma warning restore CA1416

    private async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseOnePort("https://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(_time).AddSingleton<ILoggerProvider>(_logs).AddSingleton(_options);
        var app = builder.Build();
        app.Run(context => context.Response.WriteAsync(context.Request.Protocol));
        await app.StartAsync().Within();
        return app;
    }

    private static async Task<(string Protocol, string Thumbprint)> GetAsync(WebApplication app, Version version)
    {
        var seen = "";
        using var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback =
            (_, shown, _, _) => shown is X509Certificate2 certificate && (seen = certificate.Thumbprint).Length > 0;
        using var client = new HttpClient(handler) { DefaultRequestVersion = version, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        var protocol = await client.GetStringAsync(new Uri(app.Urls.Single())).Within();
        return (protocol, seen);
    }

    /// <summary>A new certificate in the file; its thumbprint.</summary>
    private string Write(string name)
    {
        using var made = Make(name);
        using var key = made.GetECDsaPrivateKey()!;
        File.WriteAllText(_options.Certificate, made.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        return made.Thumbprint;
    }

    private static X509Certificate2 Make(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddHours(-1), now.AddHours(1));
    }
}
