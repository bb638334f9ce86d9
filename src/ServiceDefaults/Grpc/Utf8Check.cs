using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace GroupChat.ServiceDefaults.Grpc;

/// <summary>
/// Whether every string of a well-formed protobuf message is UTF-8. ASCII, the common case of small messages, is one
/// vectorised pass; else the wire form is walked along its <see cref="MessageShape"/>, without parsing values.
/// </summary>
internal static class Utf8Check
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int LengthDelimited = 2;
    private const int Fixed32 = 5;

    public static bool Passes(ReadOnlySequence<byte> payload, MessageShape shape)
    {
        if (payload.IsSingleSegment)
            return Passes(payload.FirstSpan, shape);
        var length = (int)payload.Length;
        var copy = ArrayPool<byte>.Shared.Rent(length);
        payload.CopyTo(copy);
        var passes = Passes(copy.AsSpan(0, length), shape);
        ArrayPool<byte>.Shared.Return(copy);
        return passes;
    }

    private static bool Passes(ReadOnlySpan<byte> message, MessageShape shape) => Ascii.IsValid(message) || Walk(message, shape);

    // Group tags have no content of their own, so what is inside an unknown group is checked as if it were outside. That
    // can only refuse what no generated code of ours writes.
    private static bool Walk(ReadOnlySpan<byte> message, MessageShape shape)
    {
        while (!message.IsEmpty)
        {
            var tag = ReadVarint(ref message);
            switch ((int)(tag & 7))
            {
                case LengthDelimited:
                    if (!FieldPasses(Take(ref message, (int)ReadVarint(ref message)), (int)(tag >> 3), shape))
                        return false;
                    break;
                case Varint:
                    ReadVarint(ref message);
                    break;
                case Fixed64:
                    Take(ref message, sizeof(ulong));
                    break;
                case Fixed32:
                    Take(ref message, sizeof(uint));
                    break;
            }
        }
        return true;
    }

    private static bool FieldPasses(ReadOnlySpan<byte> value, int field, MessageShape shape)
    {
        if (shape.IsString(field))
            return Utf8.IsValid(value);
        return shape.Message(field) is not { } inner || Passes(value, inner);
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> message, int length)
    {
        var taken = message[..length];
        message = message[length..];
        return taken;
    }

    private static ulong ReadVarint(ref ReadOnlySpan<byte> message)
    {
        var value = 0UL;
        for (var (index, shift) = (0, 0); ; index++, shift += 7)
        {
            value |= (ulong)(message[index] & 0x7F) << shift;
            if (message[index] < 0x80)
            {
                message = message[(index + 1)..];
                return value;
            }
        }
    }
}
