using System.Security.Cryptography.X509Certificates;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Hosting;
using GroupChat.TestSupport;
using GroupChat.TestSupport.Certificates;
using GroupChat.Vectors.Qdrant;
using GroupChat.Vectors.Tests.Qdrant.Double;

namespace GroupChat.Vectors.Tests.Qdrant;

/// <summary>A server behind TLS, and who vouches for it. With the double only.</summary>
public sealed class EncryptedQdrantTests : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TestAuthority _ours = new("ours");
    private readonly TestAuthority _others = new("others");
    private X509Certificate2 _certificate = null!;
    private QdrantDouble _double = null!;

    public async Task InitializeAsync()
    {
        var pem = _ours.Issue("qdrant", TestAuthority.Servers);
        using var made = X509Certificate2.CreateFromPem(pem, pem);
        _certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        _double = await QdrantDouble.StartAsync("the-key", _certificate);
    }

    public async Task DisposeAsync() => await _double.DisposeAsync();

    public void Dispose()
    {
        _certificate.Dispose();
        _ours.Dispose();
        _others.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Call_AuthorityOfTheSettings_IsTrusted()
    {
        using var link = Open(_ours);
        Assert.Null(await Store(link).FindCollectionAsync("none", default).Within());
        Assert.Contains("Collections/Get", string.Join(' ', _double.State.Calls));
    }

    [Fact]
    public async Task Call_AuthorityOfSomebodyElse_SendsNothingAndSaysSo()
    {
        foreach (var authority in new[] { _others, null })
        {
            using var link = Open(authority);
            var error = await Assert.ThrowsAsync<DomainError>(() => Store(link).FindCollectionAsync("none", default).Within());
            Assert.Equal("VECTOR_STORE_UNAVAILABLE", error.Reason);
        }

        Assert.Empty(_double.State.Calls); // nor the key
    }

    [Fact]
    public void Open_FileOfAuthoritiesIsNone_NamesTheSetting()
    {
        File.WriteAllText(_folder.File("pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----");
        foreach (var path in new[] { _folder.File("pem"), _folder.File("nowhere") })
            Assert.Equal("Vectors:Qdrant:Authority", Assert.Throws<StartupError>(() => QdrantChannel.Open(new() { Address = _double.Address, Authority = path })).Setting);
    }

    private static QdrantPointStore Store(QdrantLink link)
    {
        var time = new ManualTimeProvider();
        return new(link, new QdrantCollections(link, new QdrantOptions(), time), time);
    }

    private QdrantLink Open(TestAuthority? authority)
    {
        var options = new QdrantOptions { Address = _double.Address, ApiKey = "the-key", Retries = 0 };
        if (authority is not null)
            File.WriteAllText(options.Authority = _folder.File(authority == _ours ? "ours" : "others"), authority.Pem);
        return new(options, options.ApiKey, TimeProvider.System);
    }
}
