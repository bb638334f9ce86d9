using System.Net.Quic;
using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Sending;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GroupChat.ServiceDefaults.Listening;

/// <summary>
/// Addresses that begin with https: HTTP/1.1 and HTTP/2 by ALPN, and HTTP/3 where QUIC is there. No test has seen HTTP/3 spoken: machines
/// that run them have no libmsquic.
/// </summary>
internal static partial class TlsEndpoints
{
    public static IWebHostBuilder Add(IWebHostBuilder builder)
    {
        builder.UseKestrelHttpsConfiguration();
        return HasQuic ? builder.UseQuic() : builder;
    }

    /// <exception cref="StartupError">The certificate is missing or cannot be used.</exception>
    public static void Listen(KestrelServerOptions options, ListenAddress address, ConnectionPlaces places, TimeProvider time)
    {
        var certificate = options.ApplicationServices.GetRequiredService<TlsCertificate>();
        certificate.Open();
        var protocols = Protocols(options.ApplicationServices);
        // localhost with a port of the system's choice is one socket: two would get two ports.
        if (address is { IsLocalhost: true, Port: > 0 })
            options.ListenLocalhost(address.Port, Configure);
        else
            options.Listen(address.EndPoints()[0], Configure);

        void Configure(ListenOptions listen)
        {
            listen.Protocols = protocols;
            places.Guard(listen);
            DirectSending.Use(listen, time);
            listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(certificate.Handshake()) });
        }
    }

#pragma warning disable CA1416 // it answers false where it is not supported
    private static bool HasQuic => QuicListener.IsSupported;
#pragma warning restore CA1416

    private static HttpProtocols Protocols(IServiceProvider services)
    {
        if (!services.GetRequiredService<TlsOptions>().Http3)
            return HttpProtocols.Http1AndHttp2;
        if (HasQuic)
            return HttpProtocols.Http1AndHttp2AndHttp3;
        LogNoHttp3(services.GetRequiredService<ILogger<TlsCertificate>>());
        return HttpProtocols.Http1AndHttp2;
    }

    [LoggerMessage(
        EventName = "Http3Missing", Level = LogLevel.Information,
        Message = "HTTP/3 is not spoken: this machine has no libmsquic. HTTP/1.1 and HTTP/2 are.")]
    private static partial void LogNoHttp3(ILogger logger);
}
