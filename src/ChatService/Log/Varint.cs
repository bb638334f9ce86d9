namespace GroupChat.Chat.Log;

/// <summary>Whole numbers of at least 0 in as few bytes as they need, seven bits a byte, lowest first (LEB128).</summary>
internal static class Varint
{
    public const int MaxLength = 9;

    public static int Write(Span<byte> to, long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        var length = 0;
        for (; value >= 0x80; value >>= 7)
            to[length++] = (byte)(value | 0x80);
        to[length++] = (byte)value;
        return length;
    }

    /// <summary>Reads one number and moves on; -1 when there is none.</summary>
    public static long Read(ref ReadOnlySpan<byte> from)
    {
        long value = 0;
        for (var i = 0; i < from.Length && i < MaxLength; i++)
        {
            value |= (long)(from[i] & 0x7f) << (7 * i);
            if (from[i] >= 0x80)
                continue;
            from = from[(i + 1)..];
            return value;
        }

        return -1;
    }
}
