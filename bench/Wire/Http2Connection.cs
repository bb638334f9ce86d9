using System.Buffers.Binary;

namespace GroupChat.Bench.Wire;

/// <summary>As much of an HTTP/2 client (RFC 9113) as gRPC streams need. It looks at no header: a stream that ends is a fault.</summary>
internal sealed class Http2Connection : RawConnection
{
    private const int HeaderLength = 9;
    private const int LeastWindow = 65_535; // what every connection begins with
    private const byte Data = 0, Headers = 1, Reset = 3, Settings = 4, Ping = 6, GoAway = 7, WindowUpdate = 8;

    private readonly Dictionary<int, Http2Stream> _streams = [];
    private readonly MemoryStream _replies = new();
    private readonly Uri _address;
    private readonly int _window;
    private int _nextStream = 1;
    private int _unacknowledged;

    private Http2Connection(Uri address, int window) => (_address, _window) = (address, window);

    /// <param name="address">The server.</param>
    /// <param name="window">Bytes that may be under way, on the connection and on each stream; not less than 65,535.</param>
    public static async Task<Http2Connection> OpenAsync(Uri address, int window = 1 << 20)
    {
        var connection = new Http2Connection(address, window);
        await connection.ConnectAsync(address);
        var hello = new MemoryStream();
        hello.Write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8);
        Frame(hello, Settings, 0, 0, [0, 4, .. Number(window)]); // SETTINGS_INITIAL_WINDOW_SIZE
        if (window > LeastWindow)
            Frame(hello, WindowUpdate, 0, 0, Number(window - LeastWindow));
        await connection.SendAsync(hello.ToArray());
        connection.StartReading();
        return connection;
    }

    /// <summary>Begins a call; each message that comes is given to <paramref name="handler"/> on the connection's loop.</summary>
    public async Task<Http2Stream> CallAsync(string path, string token, MessageHandler handler)
    {
        Http2Stream stream;
        lock (_streams)
        {
            stream = new Http2Stream(this, _nextStream, handler);
            _streams.Add(_nextStream, stream);
            _nextStream += 2;
        }

        var request = new MemoryStream();
        Frame(request, Headers, 4, stream.Id, Http2Headers.OfCall(_address, path, token));
        await SendAsync(request.ToArray());
        return stream;
    }

    /// <summary>Sends a message; the last one of a stream says so.</summary>
    public Task SendMessageAsync(int stream, byte[] message, bool isLast)
    {
        var body = new byte[5 + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(body.AsSpan(1), message.Length);
        message.CopyTo(body, 5);
        var frame = new MemoryStream(HeaderLength + body.Length);
        Frame(frame, Data, isLast ? (byte)1 : (byte)0, stream, body);
        return SendAsync(frame.ToArray());
    }

    protected override int Take(Span<byte> received)
    {
        var taken = 0;
        while (received.Length - taken >= HeaderLength)
        {
            var frame = received[taken..];
            var length = (frame[0] << 16) | (frame[1] << 8) | frame[2];
            if (frame.Length < HeaderLength + length)
                break;
            Take(frame[3], frame[4], BinaryPrimitives.ReadInt32BigEndian(frame[5..]), frame.Slice(HeaderLength, length));
            taken += HeaderLength + length;
        }

        return taken;
    }

    protected override async ValueTask ReplyAsync()
    {
        if (_replies.Length == 0)
            return;
        var bytes = _replies.ToArray();
        _replies.SetLength(0);
        await SendAsync(bytes);
    }

    private void Take(byte type, byte flags, int stream, ReadOnlySpan<byte> payload)
    {
        if (type == Data)
            TakeData(stream, payload);
        else if (type is Settings or Ping && (flags & 1) == 0)
            Frame(_replies, type, 1, 0, type == Ping ? payload : []);
        else if (type is Reset or GoAway || (type is Headers && (flags & 1) != 0))
            throw new IOException($"frame {type} ended stream {stream}");
    }

    private void TakeData(int id, ReadOnlySpan<byte> payload)
    {
        Http2Stream stream;
        lock (_streams)
            stream = _streams[id];
        stream.Take(payload);
        if ((stream.Unacknowledged += payload.Length) >= _window / 2)
        {
            Frame(_replies, WindowUpdate, 0, id, Number(stream.Unacknowledged));
            stream.Unacknowledged = 0;
        }

        if ((_unacknowledged += payload.Length) < _window / 2)
            return;
        Frame(_replies, WindowUpdate, 0, 0, Number(_unacknowledged));
        _unacknowledged = 0;
    }

    private static byte[] Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static void Frame(MemoryStream to, byte type, byte flags, int stream, ReadOnlySpan<byte> payload)
    {
        Span<byte> header = [(byte)(payload.Length >> 16), (byte)(payload.Length >> 8), (byte)payload.Length, type, flags, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(header[5..], stream);
        to.Write(header);
        to.Write(payload);
    }
}
