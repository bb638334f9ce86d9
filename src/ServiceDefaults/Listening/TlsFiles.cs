using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace GroupChat.ServiceDefaults.Listening;

/// <summary>What was in the certificate's files at one moment.</summary>
internal sealed record TlsFiles(byte[] Certificate, byte[] Key)
{
    public static TlsFiles Read(TlsOptions options) =>
        new(File.ReadAllBytes(options.Certificate), options.Key.Length > 0 ? File.ReadAllBytes(options.Key) : []);

    public bool IsSame(TlsFiles other) => Certificate.AsSpan().SequenceEqual(other.Certificate) && Key.AsSpan().SequenceEqual(other.Key);

    public SslStreamCertificateContext ToContext(TlsOptions options)
    {
        var (own, chain) = IsPkcs12(options.Certificate) ? FromPkcs12(options) : FromPem(options);
        return SslStreamCertificateContext.Create(own, chain, offline: true);
    }

    private static bool IsPkcs12(string path) => Path.GetExtension(path).ToLowerInvariant() is ".pfx" or ".p12";

    private (X509Certificate2 Own, X509Certificate2Collection Chain) FromPkcs12(TlsOptions options)
    {
        var all = X509CertificateLoader.LoadPkcs12Collection(Certificate, options.Password);
        var own = all.FirstOrDefault(certificate => certificate.HasPrivateKey) ?? throw new ArgumentException("it has no private key");
        return (own, [.. all.Where(certificate => certificate != own)]);
    }

    private (X509Certificate2 Own, X509Certificate2Collection Chain) FromPem(TlsOptions options)
    {
        var text = Encoding.UTF8.GetString(Certificate);
        var key = Key.Length > 0 ? Encoding.UTF8.GetString(Key) : text;
        var all = new X509Certificate2Collection();
        all.ImportFromPem(text);
        var own = options.Password.Length > 0
            ? X509Certificate2.CreateFromEncryptedPem(text, key, options.Password)
            : X509Certificate2.CreateFromPem(text, key);
        return (own, [.. all.Skip(1)]);
    }
}
