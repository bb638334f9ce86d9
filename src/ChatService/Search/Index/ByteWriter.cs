namespace GroupChat.Chat.Search.Index;

/// <summary>Bytes in the making, with whole numbers of seven bits a byte, the lowest first.</summary>
internal sealed class ByteWriter
{
    private const int More = 0x80;

    private byte[] _bytes = new byte[256];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Number(long value)
    {
        Reserve(10);
        var rest = (ulong)value;
        for (; rest >= More; rest >>= 7)
            _bytes[Length++] = (byte)(rest | More);
        _bytes[Length++] = (byte)rest;
    }

    public void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Next(bytes.Length));

    /// <summary>So many zero bytes, to be filled.</summary>
    public Span<byte> Next(int count)
    {
        Reserve(count);
        var next = _bytes.AsSpan(Length, count);
        next.Clear();
        Length += count;
        return next;
    }

    public byte[] Take()
    {
        var taken = Written.ToArray();
        Length = 0;
        return taken;
    }

    public void Clear() => Length = 0;

    private void Reserve(int count)
    {
        if (Length + count > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));
    }
}
