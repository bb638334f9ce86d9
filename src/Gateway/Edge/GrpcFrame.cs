using System.Buffers;
using System.Buffers.Binary;

namespace GroupChat.Gateway.Edge;

/// <summary>One message as gRPC frames it: a flag, four bytes of length, the message.</summary>
/// <param name="Bytes">All of it, the prefix included.</param>
internal readonly record struct GrpcFrame(ReadOnlySequence<byte> Bytes)
{
    /// <summary>Bytes before the message.</summary>
    public const int PrefixLength = 5;

    private const byte CompressedFlag = 1;

    /// <summary>The message alone, packed when <see cref="IsCompressed"/>.</summary>
    public ReadOnlySequence<byte> Message => Bytes.Slice(PrefixLength);

    /// <summary>Packed as the call's <c>grpc-encoding</c> says.</summary>
    public bool IsCompressed => Bytes.FirstSpan[0] == CompressedFlag;

    /// <summary>Takes the first frame off, when all of it is there.</summary>
    /// <exception cref="InvalidDataException">The bytes are no frame, or one of more than <paramref name="most"/> bytes.</exception>
    public static bool TryTake(ref ReadOnlySequence<byte> bytes, int most, out GrpcFrame frame)
    {
        frame = default;
        if (bytes.Length < PrefixLength)
            return false;
        Span<byte> prefix = stackalloc byte[PrefixLength];
        bytes.Slice(0, PrefixLength).CopyTo(prefix);
        var length = BinaryPrimitives.ReadUInt32BigEndian(prefix[1..]);
        if (prefix[0] > CompressedFlag || length > most)
            throw new InvalidDataException("the answer is not framed as gRPC");
        if (bytes.Length - PrefixLength < length)
            return false;
        frame = new(bytes.Slice(0, PrefixLength + length));
        bytes = bytes.Slice(PrefixLength + length);
        return true;
    }

    /// <summary>Writes the prefix of a message that is not packed.</summary>
    public static void WritePrefix(Span<byte> target, int length, byte flag = 0)
    {
        target[0] = flag;
        BinaryPrimitives.WriteInt32BigEndian(target[1..], length);
    }
}
