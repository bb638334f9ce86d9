using System.Buffers;
using System.Buffers.Binary;

namespace GroupChat.Gateway.Edge.Forwarding;

/// <summary>
/// Copies the messages of an answer to the client, at the pace at which the client takes them. A message goes when all of it is
/// there, so that a service which is lost in the middle leaves an answer that can be ended well; only one that is larger than the
/// buffer goes in pieces. While nothing comes no memory is held.
/// </summary>
internal sealed class AnswerCopy(HttpResponse response, Stream body, bool streams) : IDisposable
{
    private const int Piece = 16 * 1024;
    private const int Most = 64 * 1024;

    private byte[] _buffer = [];
    private int _kept;
    private int _unflushed;
    private long _passing;

    /// <summary>The client has got a part of a message and not the rest.</summary>
    public bool IsInMessage => _passing > 0;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await ReadAsync(cancellationToken))
        {
            // A single answer is sent in one go with its status, unless it is large.
            if (streams || _kept > Most)
                Give(Whole(_buffer.AsSpan(0, _kept)));
            if (_unflushed > Most)
                await FlushAsync(cancellationToken);
        }

        Give(_kept);
    }

    public void Dispose()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        // An empty read returns when there is something to read.
        var waits = streams && _kept == 0;
        if (waits)
            Dispose();
        var reading = body.ReadAsync(waits ? Memory<byte>.Empty : Room(), cancellationToken);
        if (streams && !reading.IsCompleted)
            await FlushAsync(cancellationToken);
        var read = await reading;
        if (waits)
            read = await body.ReadAsync(Room(), cancellationToken);
        _kept += read;
        return read > 0;
    }

    private Memory<byte> Room()
    {
        if (_buffer.Length == _kept)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Piece, _kept * 2));
            _buffer.AsSpan(0, _kept).CopyTo(larger);
            Dispose();
            _buffer = larger;
        }

        return _buffer.AsMemory(_kept);
    }

    /// <summary>How many bytes may go: up to the end of the last whole message, or all when a message is larger than the buffer.</summary>
    private int Whole(ReadOnlySpan<byte> bytes)
    {
        var at = (int)Math.Min(_passing, bytes.Length);
        _passing -= at;
        while (bytes.Length - at >= GrpcFrame.PrefixLength)
        {
            var size = GrpcFrame.PrefixLength + (long)BinaryPrimitives.ReadUInt32BigEndian(bytes[(at + 1)..]);
            if (size <= bytes.Length - at)
            {
                at += (int)size;
                continue;
            }

            if (size <= Most)
                break;
            _passing = size - (bytes.Length - at);
            return bytes.Length;
        }

        return at;
    }

    private void Give(int count)
    {
        if (count == 0)
            return;
        response.BodyWriter.Write(_buffer.AsSpan(0, count));
        _buffer.AsSpan(count, _kept - count).CopyTo(_buffer);
        _kept -= count;
        _unflushed += count;
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_unflushed == 0 && response.HasStarted)
            return;
        _unflushed = 0;
        await response.BodyWriter.FlushAsync(cancellationToken);
    }
}
