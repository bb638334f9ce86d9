using System.Buffers;
using GroupChat.Gateway.Protection;

namespace GroupChat.Gateway.Edge.Forwarding;

/// <summary>Lets messages through no faster than their pace, in bytes of which it knows only where a message begins.</summary>
internal sealed class MessageGate(MessagePace pace)
{
    private bool _admitted;
    private int _prefix;
    private uint _length;
    private long _left;

    public async ValueTask WriteAsync(Stream stream, ReadOnlySequence<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            var (length, wait) = Admit(bytes);
            foreach (var part in bytes.Slice(0, length))
                await stream.WriteAsync(part, cancellationToken);
            bytes = bytes.Slice(length);
            if (wait is null)
                continue;
            await stream.FlushAsync(cancellationToken);
            await pace.TakeAsync(wait, cancellationToken);
            _admitted = true;
        }
    }

    /// <summary>How many of the bytes may go now: all, or those before the message for which it is too soon.</summary>
    private (long Length, TimeSpan? Wait) Admit(ReadOnlySequence<byte> bytes)
    {
        var reader = new SequenceReader<byte>(bytes);
        while (!reader.End)
        {
            if (_left > 0)
            {
                var rest = Math.Min(_left, reader.Remaining);
                reader.Advance(rest);
                _left -= rest;
                continue;
            }

            if (_prefix == 0 && !_admitted && pace.Wait() is { } wait)
                return (reader.Consumed, wait);
            _admitted = false;
            reader.TryRead(out var digit);
            TakePrefix(digit);
        }

        return (reader.Consumed, null);
    }

    // A flag, and four bytes that say how long the message is.
    private void TakePrefix(byte digit)
    {
        _length = _prefix is 0 ? 0 : (_length << 8) | digit;
        _prefix++;
        if (_prefix == GrpcFrame.PrefixLength)
            (_left, _prefix) = (_length, 0);
    }
}
