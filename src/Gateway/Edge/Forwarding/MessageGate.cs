using System.Buffers;
using GroupChat.Gateway.Protection;

namespace GroupChat.Gateway.Edge.Forwarding;

/// <summary>Lets messages through no faster than their pace, in bytes of which it knows only where a message begins.</summary>
internal sealed class MessageGate(MessagePace pace)
{
    private int _prefix;
    private uint _length;
    private long _left;

    public async ValueTask WriteAsync(Stream stream, ReadOnlySequence<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            if (_left == 0 && _prefix == 0 && pace.Wait() is { } wait)
            {
                await stream.FlushAsync(cancellationToken);
                await pace.TakeAsync(wait, cancellationToken);
            }

            var next = bytes.Slice(0, Pass(bytes));
            foreach (var part in next)
                await stream.WriteAsync(part, cancellationToken);
            bytes = bytes.Slice(next.End);
        }
    }

    /// <summary>How many of the bytes belong to the message at their beginning: its prefix first, then what the prefix announces.</summary>
    private long Pass(ReadOnlySequence<byte> bytes)
    {
        if (_left > 0)
        {
            var rest = Math.Min(_left, bytes.Length);
            _left -= rest;
            return rest;
        }

        var digit = bytes.FirstSpan[0];
        _length = _prefix is 0 ? 0 : (_length << 8) | digit;
        _prefix++;
        if (_prefix == GrpcFrame.PrefixLength)
            (_left, _prefix) = (_length, 0);
        return 1;
    }
}
