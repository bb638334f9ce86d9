using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace GroupChat.ServiceDefaults.Certificates;

/// <summary>Reads certificates from the contents of files: PEM, or PKCS #12 when the file's name says so.</summary>
internal static class CertificateFiles
{
    /// <summary>A certificate with its private key and those that lead to its root.</summary>
    /// <param name="path">Where it came from: its extension tells the format.</param>
    /// <param name="certificate">Content of that file.</param>
    /// <param name="key">Content of the file with the key; empty when it is in the same one.</param>
    /// <param name="password">Of the key, or of the PKCS #12 file; empty without.</param>
    public static SslStreamCertificateContext Own(string path, byte[] certificate, byte[] key, string password)
    {
        var (own, chain) = IsPkcs12(path) ? FromPkcs12(certificate, password) : FromPem(certificate, key, password);
        return SslStreamCertificateContext.Create(own, chain, offline: true);
    }

    /// <summary>How the certificate of the other side is judged: it has to lead to one of these, and to nothing else that the machine trusts.</summary>
    public static X509ChainPolicy Authorities(byte[] certificates)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            // What is shown may name addresses where its issuer is found: nobody else decides where this process connects.
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.ImportFromPem(Encoding.UTF8.GetString(certificates));
        return policy.CustomTrustStore.Count > 0 ? policy : throw new ArgumentException("it holds no certificate");
    }

    private static bool IsPkcs12(string path) => Path.GetExtension(path).ToLowerInvariant() is ".pfx" or ".p12";

    private static (X509Certificate2 Own, X509Certificate2Collection Chain) FromPkcs12(byte[] certificate, string password)
    {
        var all = X509CertificateLoader.LoadPkcs12Collection(certificate, password);
        var own = all.FirstOrDefault(each => each.HasPrivateKey) ?? throw new ArgumentException("it has no private key");
        return (own, [.. all.Where(each => each != own)]);
    }

    private static (X509Certificate2 Own, X509Certificate2Collection Chain) FromPem(byte[] certificate, byte[] key, string password)
    {
        var text = Encoding.UTF8.GetString(certificate);
        var keyText = key.Length > 0 ? Encoding.UTF8.GetString(key) : text;
        var all = new X509Certificate2Collection();
        all.ImportFromPem(text);
        var own = password.Length > 0
            ? X509Certificate2.CreateFromEncryptedPem(text, keyText, password)
            : X509Certificate2.CreateFromPem(text, keyText);
        return (own, [.. all.Skip(1)]);
    }
}
