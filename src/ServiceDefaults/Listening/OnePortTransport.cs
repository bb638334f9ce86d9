using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace GroupChat.ServiceDefaults.Listening;

/// <summary>The transport behind every <see cref="OnePortEndPoint"/>: the server's own sockets, with a look at the first bytes.</summary>
internal sealed class OnePortTransport(SocketTransportFactory sockets) : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    public bool CanBind(EndPoint endpoint) => endpoint is OnePortEndPoint;

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var half = (OnePortEndPoint)endpoint;
        await half.Port.BindAsync(sockets, cancellationToken);
        return new OnePortHalf(half);
    }
}
