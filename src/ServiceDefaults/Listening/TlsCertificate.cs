using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using GroupChat.ServiceDefaults.Hosting;
using Microsoft.Extensions.Logging;

namespace GroupChat.ServiceDefaults.Listening;

/// <summary>
/// The server's certificate as it is in its files now. They are looked at again before a handshake, every ten seconds at most, so that
/// a renewed certificate is used without a restart; one that cannot be read is reported once, and the one before goes on.
/// </summary>
internal sealed partial class TlsCertificate(TlsOptions options, TimeProvider time, ILogger<TlsCertificate> logger)
{
    /// <summary>How long a changed file may go unnoticed.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private TlsFiles? _files;
    private SslStreamCertificateContext? _context;
    private long _looked;

    /// <summary>What a handshake is answered with: TLS 1.2 or newer.</summary>
    public SslServerAuthenticationOptions Handshake() => new()
    {
        ServerCertificateContext = Current(),
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
    };

    /// <summary>Reads the certificate for the first time.</summary>
    /// <exception cref="StartupError">There is none, or it cannot be used.</exception>
    public void Open()
    {
        if (options.Certificate.Length == 0)
            throw new StartupError(TlsOptions.CertificateKey, "an address that begins with https:// needs a certificate");
        try
        {
            Use(TlsFiles.Read(options));
        }
        catch (Exception error) when (IsUnusable(error))
        {
            throw new StartupError(TlsOptions.CertificateKey, $"{options.Certificate} cannot be used: {error.Message}", error);
        }
    }

    private SslStreamCertificateContext Current()
    {
        lock (_gate)
        {
            if (time.GetElapsedTime(_looked) >= LookEvery)
                Look();
            return _context!;
        }
    }

    private void Look()
    {
        try
        {
            _looked = time.GetTimestamp();
            var files = TlsFiles.Read(options);
            if (files.IsSame(_files!))
                return;
            Use(files);
            LogRenewed(_context!.TargetCertificate.NotAfter);
        }
        catch (Exception error) when (IsUnusable(error))
        {
            LogUnusable(error.Message);
        }
    }

    private void Use(TlsFiles files)
    {
        _context = files.ToContext(options);
        (_files, _looked) = (files, time.GetTimestamp());
    }

    private static bool IsUnusable(Exception error) =>
        error is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException;

    [LoggerMessage(EventName = "CertificateRenewed", Level = LogLevel.Information, Message = "The certificate was renewed; it is good until {NotAfter}.")]
    private partial void LogRenewed(DateTime notAfter);

    [LoggerMessage(
        EventName = "CertificateUnusable", Level = LogLevel.Warning,
        Message = "The certificate's files have changed and cannot be used ({Reason}); the certificate of before goes on.")]
    private partial void LogUnusable(string reason);
}
