namespace GroupChat.Vectors.Dense.Memory;

/// <summary>
/// Rows of one size that never move, in blocks that grow with the number of rows. One writer; readers take a
/// <see cref="RowView"/> and no lock. A row is to be written before anything tells a reader of it.
/// </summary>
/// <param name="stride">Bytes of a row.</param>
internal sealed unsafe class NativeRows(int stride)
{
    /// <summary>Rows behind one entry of the table: 1,024.</summary>
    public const int Shift = 10;

    /// <summary>Rows that lie one after the other: from a multiple of this on.</summary>
    public const int Together = 1 << Shift;

    private const int MostEntriesOfABlock = 16;

    /// <summary>From here on huge pages are worth what is lost in the last of them.</summary>
    private const int ManyEntries = 4;

    private readonly List<object> _blocks = [];
    private nint[] _table = [];
    private int _entries;

    public RowView View => new(Volatile.Read(ref _table), stride);

    /// <summary>Bytes of a row.</summary>
    public int Stride => stride;

    /// <summary>The memory of a row, for its writer: at most one block beyond the rows there are.</summary>
    public byte* Reserve(int row)
    {
        while (row >> Shift >= _entries)
            Grow();
        return View[row];
    }

    /// <summary>The memory of rows that lie together, from a multiple of <see cref="Together"/> to a limit; they are reserved.</summary>
    public Span<byte> Piece(int row, int limit) => new(View[row], Math.Min(Together, limit - row) * stride);

    /// <summary>
    /// Takes memory that is not to be written to as its first rows. Those that do not fill a table entry are copied, since
    /// other rows follow them.
    /// </summary>
    public void Adopt(byte* start, int count, object owner)
    {
        _blocks.Add(owner);
        var whole = count >> Shift;
        _table = new nint[whole];
        for (_entries = 0; _entries < whole; _entries++)
            _table[_entries] = (nint)(start + ((long)_entries * stride << Shift));
        if (whole << Shift is var row && row < count)
        {
            Reserve(row);
            new ReadOnlySpan<byte>(start + ((long)row * stride), (count - row) * stride).CopyTo(Piece(row, count));
        }
    }

    private void Grow()
    {
        var count = Math.Clamp(_entries, 1, MostEntriesOfABlock);
        var block = new NativeBlock((long)count * stride << Shift, isHuge: _entries >= ManyEntries);
        _blocks.Add(block);
        if (_entries + count > _table.Length)
        {
            var grown = new nint[Math.Max(_entries + count, _table.Length * 2)];
            _table.CopyTo(grown, 0);
            Volatile.Write(ref _table, grown);
        }

        for (var i = 0; i < count; i++)
            _table[_entries + i] = (nint)(block.Start + ((long)i * stride << Shift));
        _entries += count;
    }
}
