using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using GroupChat.ServiceDefaults.Certificates;
using GroupChat.ServiceDefaults.Hosting;
using Microsoft.Extensions.Logging;

namespace GroupChat.ServiceDefaults.Listening;

/// <summary>
/// What a handshake is answered with: the server's certificate as it is in its files now, and, where <c>Tls:ClientAuthority</c> is set,
/// the question for the client's own. One that does not lead to the authority ends the handshake, so that whatever certificate a
/// connection has is a proven one.
/// </summary>
internal sealed class TlsCertificate(TlsOptions options, TimeProvider time, ILogger<TlsCertificate> logger)
{
    private readonly RenewedFiles<SslStreamCertificateContext> _own = new(
        [options.Certificate, options.Key],
        contents => CertificateFiles.Own(options.Certificate, contents[0], contents[1], options.Password),
        time, logger);

    private readonly RenewedFiles<X509ChainPolicy>? _clients = options.ClientAuthority.Length == 0 ? null : new(
        [options.ClientAuthority], static contents => CertificateFiles.Authorities(contents[0]), time, logger);

    /// <summary>TLS 1.2 or newer.</summary>
    public SslServerAuthenticationOptions Handshake()
    {
        var handshake = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = _own.Current,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        };
        if (_clients is not null)
            AskClient(handshake, _clients.Current);
        return handshake;
    }

    /// <summary>Reads the files for the first time.</summary>
    /// <exception cref="StartupError">There is none, or it cannot be used.</exception>
    public void Open()
    {
        if (options.Certificate.Length == 0)
            throw new StartupError(TlsOptions.CertificateKey, "an address that begins with https:// needs a certificate");
        _own.Open(TlsOptions.CertificateKey);
        _clients?.Open(TlsOptions.ClientAuthorityKey);
    }

    private void AskClient(SslServerAuthenticationOptions handshake, X509ChainPolicy authorities)
    {
        handshake.ClientCertificateRequired = true;
        handshake.CertificateChainPolicy = authorities;
        // A resumed session would be judged by what was shown to begin it.
        handshake.AllowTlsResume = false;
        handshake.RemoteCertificateValidationCallback = (_, shown, _, errors) =>
            errors == SslPolicyErrors.None || (shown is null && !options.ClientRequired);
    }
}
