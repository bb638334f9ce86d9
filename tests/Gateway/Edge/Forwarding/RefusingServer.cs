using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace GroupChat.Gateway.Tests.Edge.Forwarding;

/// <summary>
/// An HTTP/2 server that takes connections and refuses every stream before any processing: with RST_STREAM and REFUSED_STREAM, or
/// with a GOAWAY that leaves all of them out.
/// </summary>
internal sealed class RefusingServer : IDisposable
{
    private const int PrefaceLength = 24;
    private const int HeaderLength = 9;
    private const byte Headers = 1, ResetStream = 3, Settings = 4, Ping = 6, GoAway = 7;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly bool _saysGoAway;
    private int _refused;

    public RefusingServer(bool saysGoAway)
    {
        _saysGoAway = saysGoAway;
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Calls so far.</summary>
    public int Refused => Volatile.Read(ref _refused);

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var owned = client;
        await using var wire = client.GetStream();
        try
        {
            await wire.ReadExactlyAsync(new byte[PrefaceLength]);
            await WriteAsync(wire, Settings, 0, 0, []);
            var header = new byte[HeaderLength];
            while (true)
            {
                await wire.ReadExactlyAsync(header);
                var payload = new byte[(header[0] << 16) | (header[1] << 8) | header[2]];
                await wire.ReadExactlyAsync(payload);
                await AnswerAsync(wire, header, payload);
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The client has gone.
        }
    }

    private async Task AnswerAsync(NetworkStream wire, byte[] header, byte[] payload)
    {
        var (type, flags, stream) = (header[3], header[4], BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(5)));
        if (type == Settings && flags == 0)
            await WriteAsync(wire, Settings, 1, 0, []);
        else if (type == Ping && flags == 0)
            await WriteAsync(wire, Ping, 1, 0, payload);
        // The client writes names as they are. Who asks after the health gets no answer: the server stays one that calls go to.
        else if (type == Headers && payload.AsSpan().IndexOf("/grpc.health"u8) < 0)
        {
            Interlocked.Increment(ref _refused);
            // Whoever says goodbye takes no new connections either.
            if (_saysGoAway)
                _listener.Stop();
            // GOAWAY: last stream 0, no error. RST_STREAM: REFUSED_STREAM.
            await (_saysGoAway ? WriteAsync(wire, GoAway, 0, 0, new byte[8]) : WriteAsync(wire, ResetStream, 0, stream, [0, 0, 0, 7]));
        }
    }

    private static Task WriteAsync(NetworkStream wire, byte type, byte flags, int stream, byte[] payload)
    {
        var frame = new byte[HeaderLength + payload.Length];
        (frame[1], frame[2], frame[3], frame[4]) = ((byte)(payload.Length >> 8), (byte)payload.Length, type, flags);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame.AsSpan(HeaderLength));
        return wire.WriteAsync(frame).AsTask();
    }
}
