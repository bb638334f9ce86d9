using System.Net;
using System.Net.Sockets;
using GroupChat.Chaos.Tests.Faults;
using GroupChat.TestSupport;

namespace GroupChat.Chaos.Tests.Tests;

/// <summary>The proxy does what it is told, to the link it is told to.</summary>
public sealed class FaultProxyTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly byte[] Hello = "hello"u8.ToArray();

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly FaultProxy _proxy = new();
    private readonly Socket _client = new(SocketType.Stream, ProtocolType.Tcp);
    private Socket _server = null!;

    private ProxyLink Link => _proxy.Links.Single();

    public async Task InitializeAsync()
    {
        _listener.Start();
        _proxy.Upstream = (IPEndPoint)_listener.LocalEndpoint;
        var accepting = _listener.AcceptSocketAsync();
        await _client.ConnectAsync(IPEndPoint.Parse(new Uri(_proxy.Address).Authority)).Within(Patience);
        _server = await accepting.Within(Patience);
        // One byte each way, so that the link is known to be up.
        await SendAsync(_client, _server);
        await SendAsync(_server, _client);
    }

    public async Task DisposeAsync() => await _proxy.DisposeAsync();

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
        _listener.Dispose();
    }

    [Fact]
    public async Task Reset_OpenLink_IsSeenAsResetByBothEnds()
    {
        Link.Reset();
        Assert.Equal(SocketError.ConnectionReset, await ErrorAsync(_client));
        Assert.Equal(SocketError.ConnectionReset, await ErrorAsync(_server));
    }

    [Fact]
    public async Task Stall_OneWay_HoldsThatWayOnlyAndLosesNothing()
    {
        var link = Link;
        link.Up.Stall();
        await _client.SendAllAsync(Hello, default);
        var held = ReadAsync(_server);
        await SendAsync(_server, _client);
        Assert.False(held.IsCompleted);
        link.Heal();
        Assert.Equal(Hello, await held.Within(Patience));
    }

    [Fact]
    public async Task HalfOpen_ClientGone_ServerIsNotToldUntilHealed()
    {
        var link = Link;
        link.HalfOpen();
        _client.Dispose();
        var reading = ErrorAsync(_server);
        // Sending still works: the server's side of the link is open.
        await _server.SendAllAsync(Hello, default).Within(Patience);
        Assert.False(reading.IsCompleted);
        link.Heal();
        Assert.Equal(SocketError.ConnectionReset, await reading);
    }

    [Fact]
    public async Task Slow_Link_TakesItsTime()
    {
        Link.Up.BytesPerSecond = 10;
        var start = TimeProvider.System.GetTimestamp();
        await SendAsync(_client, _server);
        Assert.True(TimeProvider.System.GetElapsedTime(start) >= TimeSpan.FromSeconds(0.4));
    }

    [Fact]
    public async Task Close_ByOneEnd_IsPassedOn()
    {
        _client.Shutdown(SocketShutdown.Both);
        Assert.Equal(0, await _server.ReceiveAsync(new byte[1]).Within(Patience));
    }

    [Fact]
    public async Task Connect_WithoutServer_IsReset()
    {
        _proxy.Upstream = null;
        using var late = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await Assert.ThrowsAsync<SocketException>(async () =>
        {
            // The kernel accepts first: the reset may be noticed by the one or by the other.
            await late.ConnectAsync(IPEndPoint.Parse(new Uri(_proxy.Address).Authority)).Within(Patience);
            await late.ReceiveAsync(new byte[1]).Within(Patience);
        });
    }

    private static async Task SendAsync(Socket from, Socket to)
    {
        await from.SendAllAsync(Hello, default).Within(Patience);
        Assert.Equal(Hello, await ReadAsync(to).Within(Patience));
    }

    private static async Task<byte[]> ReadAsync(Socket socket)
    {
        var read = new byte[Hello.Length];
        for (var filled = 0; filled < read.Length;)
            filled += await socket.ReceiveAsync(read.AsMemory(filled)) is > 0 and var count ? count : throw new IOException("closed");
        return read;
    }

    private static async Task<SocketError> ErrorAsync(Socket socket) =>
        (await Assert.ThrowsAsync<SocketException>(() => socket.ReceiveAsync(new byte[16]).Within(Patience))).SocketErrorCode;
}
