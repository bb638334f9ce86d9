using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GroupChat.TestSupport.Certificates;

/// <summary>Vouches for the certificates of one test. They are good for 127.0.0.1 and localhost, from an hour ago to an hour from now.</summary>
public sealed class TestAuthority : IDisposable
{
    /// <summary>What a server's certificate is for.</summary>
    public const string Servers = "1.3.6.1.5.5.7.3.1";

    /// <summary>What a client's certificate is for.</summary>
    public const string Clients = "1.3.6.1.5.5.7.3.2";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _own;

    public TestAuthority(string name)
    {
        var request = new CertificateRequest($"CN={name}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var now = TimeProvider.System.GetUtcNow();
        _own = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    /// <summary>For those who believe it.</summary>
    public string Pem => _own.ExportCertificatePem();

    /// <summary>A new certificate with its key, as PEM.</summary>
    /// <param name="subject">Its name.</param>
    /// <param name="usage"><see cref="Servers"/> or <see cref="Clients"/>.</param>
    /// <param name="dnsName">Good for this name as well.</param>
    /// <param name="expired">It was good until a minute ago.</param>
    public string Issue(string subject, string usage, string? dnsName = null, bool expired = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={subject}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], true));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_own, true, false));
        request.CertificateExtensions.Add(Names(dnsName));
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.Create(_own, now.AddHours(-1), expired ? now.AddMinutes(-1) : now.AddHours(1), RandomNumberGenerator.GetBytes(12));
        return made.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n";
    }

    public void Dispose()
    {
        _own.Dispose();
        _key.Dispose();
    }

    private static X509Extension Names(string? dnsName)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        if (dnsName is not null)
            names.AddDnsName(dnsName);
        return names.Build();
    }
}
