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

    private const int MostEntriesOfABlock = 16;

    /// <summary>From here on huge pages are worth what is lost in the last of them.</summary>
    private const int ManyEntries = 4;

    private readonly List<NativeBlock> _blocks = [];
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
