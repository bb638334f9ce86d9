using System.Buffers.Binary;
using System.Text;

namespace GroupChat.Bench.Wire;

/// <summary>As much of a SignalR client as a measurement needs: its JSON protocol over WebSocket, without negotiation.</summary>
internal sealed class HubConnection(MessageHandler handler) : RawConnection
{
    private const byte Record = 0x1e;
    private const int Final = 0x80, Masked = 0x80, TextFrame = 1, CloseFrame = 8, PingFrame = 9;

    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[] _begun = [];
    private bool _upgraded;
    private bool _shaken;

    public static async Task<HubConnection> OpenAsync(Uri address, MessageHandler handler)
    {
        var connection = new HubConnection(handler);
        await connection.ConnectAsync(address);
        connection.StartReading();
        await connection.SendAsync(Encoding.ASCII.GetBytes(
            $"GET /hub HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"));
        await connection.SendRecordAsync("""{"protocol":"json","version":1}""");
        await connection._ready.Task;
        return connection;
    }

    public Task InvokeAsync(int id, string method, params string[] arguments) => SendRecordAsync(
        $$"""{"type":1,"invocationId":"{{id}}","target":"{{method}}","arguments":["{{string.Join("\",\"", arguments)}}"]}""");

    protected override int Take(Span<byte> received)
    {
        var taken = 0;
        if (!_upgraded)
        {
            var end = received.IndexOf("\r\n\r\n"u8);
            if (end < 0)
                return 0;
            _upgraded = received.StartsWith("HTTP/1.1 101"u8) ? true : throw new IOException("no WebSocket");
            taken = end + 4;
        }

        while (Frame(received[taken..], out var header, out var length))
        {
            TakeFrame(received[taken] & 15, received.Slice(taken + header, length));
            taken += header + length;
        }

        return taken;
    }

    private static bool Frame(ReadOnlySpan<byte> bytes, out int header, out int length)
    {
        (header, length) = (2, bytes.Length < 2 ? 0 : bytes[1]);
        if (length == 126 && bytes.Length >= 4)
            (header, length) = (4, BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]));
        else if (length == 127 && bytes.Length >= 10)
            (header, length) = (10, (int)BinaryPrimitives.ReadInt64BigEndian(bytes[2..]));
        else if (length >= 126)
            return false;
        return bytes.Length >= 2 && bytes.Length >= header + length;
    }

    private void TakeFrame(int kind, ReadOnlySpan<byte> payload)
    {
        if (kind is CloseFrame or PingFrame)
            throw new IOException($"unexpected WebSocket frame {kind}");
        // A record may be cut where the server's buffers end.
        if (_begun.Length > 0)
            payload = _begun = [.. _begun, .. payload];
        for (int end; (end = payload.IndexOf(Record)) >= 0; payload = payload[(end + 1)..])
        {
            if (_shaken)
                handler(payload[..end]);
            _shaken = true;
        }

        if (payload.Length > 0 || _begun.Length > 0)
            _begun = payload.ToArray();
        _ready.TrySetResult();
    }

    // The mask of clients may be anything, so it is nothing: zeros.
    private Task SendRecordAsync(string json)
    {
        var text = Encoding.UTF8.GetBytes(json);
        var length = text.Length + 1;
        using var frame = new MemoryStream();
        frame.WriteByte(Final | TextFrame);
        if (length < 126)
        {
            frame.WriteByte((byte)(Masked | length));
        }
        else
        {
            frame.WriteByte(Masked | 126);
            frame.WriteByte((byte)(length >> 8));
            frame.WriteByte((byte)length);
        }

        frame.Write(stackalloc byte[4]);
        frame.Write(text);
        frame.WriteByte(Record);
        return SendAsync(frame.ToArray());
    }
}
