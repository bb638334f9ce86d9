using System.Net;
using System.Text;

namespace GroupChat.ServiceDefaults.Elsewhere;

/// <summary>
/// How this process connects to another one of ours: the one place where such connections are made, for forwarded calls, for calls
/// between services and for asking after their health.
/// </summary>
internal sealed class OutgoingConnections(OutgoingTls tls)
{
    // Rather long: a machine that is busy must not be taken for one that is gone, which would make it busier.
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PingDelay = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(20);

    /// <summary>A pool of connections to one address of a service.</summary>
    public SocketsHttpHandler Open(EndpointAddress address)
    {
        var connections = Plain();
        if (address.Uri.Scheme == Uri.UriSchemeHttps)
            connections.ConnectCallback = (context, cancellationToken) => tls.ConnectAsync(context.DnsEndPoint, address.Host, cancellationToken);
        return connections;
    }

    private static SocketsHttpHandler Plain() => new()
    {
        ConnectTimeout = ConnectTimeout,
        // A server takes so many streams on a connection; more calls at a time need more connections.
        EnableMultipleHttp2Connections = true,
        // A host that has vanished closes nothing: only a ping tells.
        KeepAlivePingDelay = PingDelay,
        KeepAlivePingTimeout = PingTimeout,
        // What is forwarded stays as it is.
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
        // As the server reads them: what came in goes out.
        RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
        ResponseHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
        // The trace goes along as it is: see ServiceHandler.
        ActivityHeadersPropagator = null,
    };
}
