using System.Buffers.Binary;

namespace GroupChat.Chat.Messages;

/// <summary>
/// Id of a message, made by the server: a UUIDv7 whose last 40 bits are the message's sequence in its room, which RFC 9562 leaves to
/// the maker (6.2, dedicated counter). So a message is found by its id without an index; that it is the one asked for has still to
/// be seen from the message itself.
/// </summary>
internal readonly record struct MessageId(Guid Value)
{
    private const int Length = 16;
    private const int Tail = 8;
    private const long SequenceMask = (1L << 40) - 1;

    public long Sequence
    {
        get
        {
            Span<byte> bytes = stackalloc byte[Length];
            Value.TryWriteBytes(bytes, bigEndian: true, out _);
            return BinaryPrimitives.ReadInt64BigEndian(bytes[Tail..]) & SequenceMask;
        }
    }

    public static MessageId New(DateTimeOffset now, long sequence)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sequence, SequenceMask);
        Span<byte> bytes = stackalloc byte[Length];
        Guid.CreateVersion7(now).TryWriteBytes(bytes, bigEndian: true, out _);
        var tail = BinaryPrimitives.ReadInt64BigEndian(bytes[Tail..]);
        BinaryPrimitives.WriteInt64BigEndian(bytes[Tail..], (tail & ~SequenceMask) | sequence);
        return new(new Guid(bytes, bigEndian: true));
    }

    /// <summary>Null for text that is no id of ours: then there is no such message either.</summary>
    public static MessageId? Parse(string text) => Guid.TryParseExact(text, "D", out var value) ? new(value) : null;

    public override string ToString() => Value.ToString("D");
}
