using System.Net;
using System.Net.Sockets;
using System.Text;
using GroupChat.TestSupport;

namespace GroupChat.Integration.Tests.Crowds;

/// <summary>Connections that take their time, each kind stuck at another place: before the first word, in the headers, in the body, between calls.</summary>
internal sealed class IdleCrowd : IAsyncDisposable
{
    private static readonly byte[][] Beginnings =
    [
        [],
        "GET /v1/rooms HTTP/1.1\r\nHost: x\r\nX-Slow: "u8.ToArray(),
        Encoding.ASCII.GetBytes("POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{"),
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0"u8.ToArray(),
    ];

    private readonly List<(int Kind, Socket Socket)> _sockets = [];

    public int Count => _sockets.Count;

    /// <summary>Connects so many, the kinds in turn; a few at a time, as the backlog of a listener is no crowd's.</summary>
    public static async Task<IdleCrowd> GatherAsync(int port, int count)
    {
        var crowd = new IdleCrowd();
        foreach (var wave in Enumerable.Range(0, count).Chunk(64))
            crowd._sockets.AddRange(await Task.WhenAll(wave.Select(number => ConnectAsync(port, number % Beginnings.Length))));
        return crowd;
    }

    /// <summary>One byte more from everybody who is in the middle of something: enough to look alive, never enough to be done.</summary>
    public async Task DripAsync()
    {
        foreach (var (kind, socket) in _sockets.Where(each => each.Kind is 1 or 2))
            await SendAsync(socket, "x"u8.ToArray());
    }

    /// <summary>Returns when the server has hung up on everybody who has not finished what they began.</summary>
    public Task UntilSentAwayAsync(TimeSpan limit) =>
        Task.WhenAll(_sockets.Where(each => each.Kind < 3).Select(each => ReadToEndAsync(each.Socket))).Within(limit);

    public ValueTask DisposeAsync()
    {
        foreach (var (_, socket) in _sockets)
            socket.Dispose();
        return default;
    }

    private static async Task<(int Kind, Socket Socket)> ConnectAsync(int port, int kind)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port).Within();
        await SendAsync(socket, Beginnings[kind]);
        return (kind, socket);
    }

    private static async Task SendAsync(Socket socket, byte[] bytes)
    {
        try
        {
            await socket.SendAsync(bytes).Within();
        }
        catch (SocketException)
        {
            // Sent away already.
        }
    }

    private static async Task ReadToEndAsync(Socket socket)
    {
        var buffer = new byte[1024];
        try
        {
            while (await socket.ReceiveAsync(buffer) > 0)
            {
            }
        }
        catch (SocketException)
        {
            // Reset rather than closed: gone all the same.
        }
    }
}
