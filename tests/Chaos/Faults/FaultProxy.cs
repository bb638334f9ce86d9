using System.Net;
using System.Net.Sockets;

namespace GroupChat.Chaos.Tests.Faults;

/// <summary>
/// A TCP proxy that can hurt: reset, stall, half-open, slow, late, for each connection by itself. Its address stays while the
/// server behind it comes and goes.
/// </summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly List<ProxyLink> _links = [];
    private readonly Task _accepting;
    private volatile IPEndPoint? _upstream;

    public FaultProxy()
    {
        _listener.Start(backlog: 512);
        _accepting = AcceptAsync();
    }

    /// <summary>Where clients connect.</summary>
    public string Address => $"http://{_listener.LocalEndpoint}";

    /// <summary>Where the bytes go; null refuses new connections.</summary>
    public IPEndPoint? Upstream
    {
        get => _upstream;
        set => _upstream = value;
    }

    /// <summary>The connections that are open now.</summary>
    public IReadOnlyList<ProxyLink> Links
    {
        get
        {
            lock (_links)
                return [.. _links];
        }
    }

    public void Heal()
    {
        foreach (var link in Links)
            link.Heal();
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _accepting;
        _listener.Dispose();
        foreach (var link in Links)
            link.Dispose();
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptSocketAsync(_closing.Token));
        }
        catch (OperationCanceledException)
        {
            // Closing.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        client.NoDelay = true;
        if (await ConnectAsync() is not { } server)
        {
            client.LingerState = new LingerOption(true, 0);
            client.Dispose();
            return;
        }

        using var link = new ProxyLink(client, server);
        lock (_links)
            _links.Add(link);
        await link.RunAsync();
        lock (_links)
            _links.Remove(link);
    }

    private async Task<Socket?> ConnectAsync()
    {
        if (Upstream is not { } upstream)
            return null;
        var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await server.ConnectAsync(upstream, _closing.Token);
            return server;
        }
        catch (Exception refused) when (refused is SocketException or OperationCanceledException)
        {
            server.Dispose();
            return null;
        }
    }
}
