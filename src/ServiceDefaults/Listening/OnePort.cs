using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using GroupChat.ServiceDefaults.Hosting;
using Microsoft.AspNetCore.Connections;

namespace GroupChat.ServiceDefaults.Listening;

/// <summary>
/// One address on which HTTP/1.1 and HTTP/2 with prior knowledge are both spoken without TLS. The server wants to know the
/// protocol of an endpoint beforehand, so it gets two endpoints; the sockets are bound once, and each connection goes to the
/// endpoint that its first bytes ask for.
/// </summary>
internal sealed class OnePort(ListenAddress address, TimeProvider time) : IAsyncDisposable
{
    /// <summary>How long a client may be silent: 10 seconds.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>How many may be silent at the same time.</summary>
    public const int MostSilent = 1024;

    private readonly SilentConnections _silent = new(time, Patience, MostSilent);
    private readonly Channel<ConnectionContext> _http1 = Channel.CreateUnbounded<ConnectionContext>();
    private readonly Channel<ConnectionContext> _http2 = Channel.CreateUnbounded<ConnectionContext>();
    private readonly List<IConnectionListener> _listeners = [];
    private readonly List<Task> _loops = [];
    private int _port = address.Port;
    private Task? _unbinding;

    public string Authority => address.Authority(_port);

    public ChannelReader<ConnectionContext> Connections(bool http2) => Queue(http2);

    /// <summary>Binds the sockets; both endpoints call it, one after the other, and the second finds it done.</summary>
    /// <exception cref="StartupError">The address is taken or not ours.</exception>
    public async Task BindAsync(IConnectionListenerFactory sockets, CancellationToken cancellationToken)
    {
        if (_listeners.Count > 0)
            return;
        foreach (var endPoint in address.EndPoints())
            await BindAsync(sockets, endPoint, cancellationToken);
        foreach (var listener in _listeners)
            _loops.Add(AcceptAsync(listener));
    }

    /// <summary>Takes no more connections, and closes those that have not spoken.</summary>
    public Task UnbindAsync(CancellationToken cancellationToken) => _unbinding ??= UnbindOnceAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await UnbindAsync(CancellationToken.None);
        foreach (var listener in _listeners)
            await listener.DisposeAsync();
    }

    private Channel<ConnectionContext> Queue(bool http2) => http2 ? _http2 : _http1;

    private async Task BindAsync(IConnectionListenerFactory sockets, IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        // localhost with a port of the system's choice: the second socket takes the port that the first one got.
        var wanted = new IPEndPoint(endPoint.Address, _port);
        try
        {
            var listener = await sockets.BindAsync(wanted, cancellationToken);
            _listeners.Add(listener);
            _port = ((IPEndPoint)listener.EndPoint).Port;
        }
        catch (SocketException error) when (_listeners.Count > 0 && error.SocketErrorCode != SocketError.AccessDenied)
        {
            // A machine without IPv6 has no ::1, and localhost is the other one there.
        }
        catch (Exception error) when (error is AddressInUseException or SocketException)
        {
            foreach (var listener in _listeners)
                await listener.DisposeAsync();
            throw ListenErrors.CannotBind($"http://{Authority}", error);
        }
    }

    private async Task AcceptAsync(IConnectionListener listener)
    {
        // Routing is not awaited here: a silent connection must not keep the next one waiting. UnbindOnceAsync waits for it.
        while (await listener.AcceptAsync() is { } connection)
            _ = _silent.RouteAsync(connection, (spoken, isHttp2) => Queue(isHttp2).Writer.TryWrite(spoken));
    }

    private async Task UnbindOnceAsync(CancellationToken cancellationToken)
    {
        foreach (var listener in _listeners)
            await listener.UnbindAsync(cancellationToken);
        await Task.WhenAll(_loops);
        await _silent.EndAsync();
        _http1.Writer.TryComplete();
        _http2.Writer.TryComplete();
    }
}
