using System.Net.Sockets;

namespace GroupChat.Chaos.Tests.Faults;

/// <summary>
/// One connection through the proxy: two sockets and a pump for each direction. When one side ends, the other is told,
/// unless the link is half-open: then both sides hear nothing more until it is reset.
/// </summary>
internal sealed class ProxyLink(Socket client, Socket server) : IDisposable
{
    private const int Piece = 16 * 1024;

    private readonly CancellationTokenSource _ended = new();
    private volatile bool _isHalfOpen;

    /// <summary>From the client to the server.</summary>
    public Fault Up { get; } = new();

    /// <summary>From the server to the client.</summary>
    public Fault Down { get; } = new();

    /// <summary>Carries bytes until both directions have ended or the link is reset.</summary>
    public async Task RunAsync()
    {
        await Task.WhenAll(PumpAsync(client, server, Up), PumpAsync(server, client, Down));
        Dispose();
    }

    /// <summary>Both ends see a connection reset: RST, not FIN.</summary>
    public void Reset()
    {
        try
        {
            client.LingerState = new LingerOption(true, 0);
            server.LingerState = new LingerOption(true, 0);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // Closed by the other direction, or by its peer, in the same moment.
        }

        Dispose();
    }

    /// <summary>Nothing passes any more and nobody is told, as when a cable is cut.</summary>
    public void HalfOpen()
    {
        _isHalfOpen = true;
        Up.Stall();
        Down.Stall();
    }

    /// <summary>Ends every fault; a half-open link has lost too much to go on and is reset.</summary>
    public void Heal()
    {
        if (_isHalfOpen)
            Reset();
        Up.Heal();
        Down.Heal();
    }

    public void Dispose()
    {
        lock (_ended)
        {
            if (_ended.IsCancellationRequested)
                return;
            _ended.Cancel();
        }

        client.Dispose();
        server.Dispose();
    }

    private async Task PumpAsync(Socket from, Socket to, Fault fault)
    {
        var buffer = new byte[Piece];
        try
        {
            while (await from.ReceiveAsync(buffer, _ended.Token) is > 0 and var count)
            {
                await SufferAsync(fault, count);
                await to.SendAllAsync(buffer.AsMemory(0, count), _ended.Token);
            }

            await fault.Flowing.WaitAsync(_ended.Token);
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            if (!_isHalfOpen)
                Reset();
        }
    }

    private async Task SufferAsync(Fault fault, int count)
    {
        if (fault.LatencyMilliseconds is > 0 and var latency)
            await Task.Delay(latency, _ended.Token);
        if (fault.BytesPerSecond is > 0 and var rate)
            await Task.Delay(TimeSpan.FromSeconds((double)count / rate), _ended.Token);
        await fault.Flowing.WaitAsync(_ended.Token);
    }
}
