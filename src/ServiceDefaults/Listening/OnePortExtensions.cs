using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Sending;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GroupChat.ServiceDefaults.Listening;

/// <summary>How a host listens.</summary>
public static class OnePortExtensions
{
    /// <summary>
    /// Speaks HTTP/1.1 and HTTP/2 with prior knowledge on the same plaintext port, at each of these addresses, and at those that begin
    /// with https the same by ALPN, with HTTP/3 where the machine can (see <see cref="TlsOptions"/>). The addresses that were bound (port 0 takes a free one) are found in <c>IServerAddressesFeature</c>, as always.
    /// </summary>
    /// <param name="builder">The web host.</param>
    /// <param name="urls">One or more addresses, separated by semicolons: <c>http://localhost:8080;http://192.168.0.2:80</c>.</param>
    /// <exception cref="StartupError">Names the address that cannot be understood. One that is taken is named at start.</exception>
    public static IWebHostBuilder UseOnePort(this IWebHostBuilder builder, string urls)
    {
        var addresses = ListenAddress.ParseAll(urls);
        builder.ConfigureServices(services =>
        {
            services.AddSingleton<IConnectionListenerFactory>(static provider => new OnePortTransport(new SocketTransportFactory(
                provider.GetRequiredService<IOptions<SocketTransportOptions>>(), provider.GetRequiredService<ILoggerFactory>())));
            services.AddHostedService<AddressPublisher>();
            services.TryAddSingleton(TimeProvider.System);
            services.AddSingleton<TlsCertificate>();
            services.AddOptions<KestrelServerOptions>().Configure(options => Listen(options, addresses));
        });
        return addresses.Any(address => address.IsTls) ? TlsEndpoints.Add(builder) : builder;
    }

    private static void Listen(KestrelServerOptions options, IReadOnlyList<ListenAddress> addresses)
    {
        var time = options.ApplicationServices.GetService<TimeProvider>() ?? TimeProvider.System;
        var places = new ConnectionPlaces(options.Limits);
        foreach (var address in addresses)
        {
            if (address.IsTls)
            {
                TlsEndpoints.Listen(options, address, places, time);
                continue;
            }

            var port = new OnePort(address, time);
            Listen(port, isHttp2: false);
            Listen(port, isHttp2: true);
        }

        void Listen(OnePort port, bool isHttp2) => options.Listen(new OnePortEndPoint(port, isHttp2), listen =>
        {
            listen.Protocols = isHttp2 ? HttpProtocols.Http2 : HttpProtocols.Http1;
            places.Guard(listen);
            DirectSending.Use(listen, time);
        });
    }
}
