namespace GroupChat.Chat.Search.Index;

/// <summary>Reads what <see cref="ByteWriter"/> wrote.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private const int More = 0x80;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;

    public readonly bool IsAtEnd => _at == _bytes.Length;

    public readonly ReadOnlySpan<byte> Rest => _bytes[_at..];

    public long Number()
    {
        var first = _bytes[_at++];
        if (first < More)
            return first;
        ulong value = (ulong)first & 0x7F;
        for (var shift = 7; ; shift += 7)
        {
            var next = _bytes[_at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < More)
                return (long)value;
        }
    }

    public ReadOnlySpan<byte> Bytes(int count)
    {
        var bytes = _bytes.Slice(_at, count);
        _at += count;
        return bytes;
    }

    public void Skip(int count) => _at += count;
}
