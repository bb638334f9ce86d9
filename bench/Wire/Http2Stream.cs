using System.Buffers.Binary;

namespace GroupChat.Bench.Wire;

/// <summary>One gRPC call: puts messages together again where they were cut into several DATA frames.</summary>
internal sealed class Http2Stream(Http2Connection connection, int id, MessageHandler handler)
{
    private const int PrefixLength = 5;

    private byte[] _begun = [];

    public int Id { get; } = id;

    /// <summary>Bytes read for which no window was given back yet.</summary>
    public int Unacknowledged { get; set; }

    public Task SendAsync(byte[] message, bool isLast = false) => connection.SendMessageAsync(Id, message, isLast);

    public void Take(ReadOnlySpan<byte> data)
    {
        if (_begun.Length > 0)
            data = _begun = [.. _begun, .. data];
        while (data.Length >= PrefixLength)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(data[1..]);
            if (data.Length < PrefixLength + length)
                break;
            handler(data.Slice(PrefixLength, length));
            data = data[(PrefixLength + length)..];
        }

        if (data.Length > 0 || _begun.Length > 0)
            _begun = data.ToArray();
    }
}
