using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using GroupChat.ServiceDefaults.Certificates;
using GroupChat.ServiceDefaults.Hosting;
using Microsoft.Extensions.Logging;

namespace GroupChat.ServiceDefaults.Elsewhere;

/// <summary>
/// TLS to services elsewhere: shows this process's certificate, where it has one, and believes who <c>Services:Authority</c> vouches
/// for, or whom the machine trusts. Both as they are in their files when a connection is made.
/// </summary>
internal sealed class OutgoingTls
{
    private readonly RenewedFiles<SslStreamCertificateContext>? _own;
    private readonly RenewedFiles<X509ChainPolicy>? _authorities;

    /// <exception cref="StartupError">A file that is named cannot be used.</exception>
    public OutgoingTls(ServicesOptions options, TimeProvider time, ILogger<OutgoingTls> logger)
    {
        if (options.Certificate.Length > 0)
        {
            _own = new(
                [options.Certificate, options.CertificateKey],
                contents => CertificateFiles.Own(options.Certificate, contents[0], contents[1], options.CertificatePassword),
                time, logger);
            _own.Open("Services:Certificate");
        }

        if (options.Authority.Length > 0)
        {
            _authorities = new([options.Authority], static contents => CertificateFiles.Authorities(contents[0]), time, logger);
            _authorities.Open("Services:Authority");
        }
    }

    /// <param name="target">Where to connect.</param>
    /// <param name="host">The name that the service has to have in its certificate.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AuthenticationException">It has another one, or nobody who is trusted vouches for it.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint target, string host, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(target, cancellationToken);
            var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
            await stream.AuthenticateAsClientAsync(Handshake(host), cancellationToken);
            return stream;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private SslClientAuthenticationOptions Handshake(string host) => new()
    {
        TargetHost = host,
        ApplicationProtocols = [SslApplicationProtocol.Http2],
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        ClientCertificateContext = _own?.Current,
        CertificateChainPolicy = _authorities?.Current,
    };
}
