using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace GroupChat.ServiceDefaults.Listening;

/// <summary>Gives the server the connections of one protocol.</summary>
internal sealed class OnePortHalf(OnePortEndPoint endPoint) : IConnectionListener
{
    private readonly ChannelReader<ConnectionContext> _connections = endPoint.Port.Connections(endPoint.Http2);

    public EndPoint EndPoint => endPoint;

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
        await _connections.WaitToReadAsync(cancellationToken) && _connections.TryRead(out var connection) ? connection : null;

    public async ValueTask UnbindAsync(CancellationToken cancellationToken = default) => await endPoint.Port.UnbindAsync(cancellationToken);

    public async ValueTask DisposeAsync() => await endPoint.Port.DisposeAsync();
}
