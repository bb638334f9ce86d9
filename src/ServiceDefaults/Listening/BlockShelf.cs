namespace GroupChat.ServiceDefaults.Listening;

/// <summary>Blocks that nobody uses now: last in, first out. One a processor, so that two seldom want the same.</summary>
internal sealed class BlockShelf
{
    private const int Few = 16;
    private readonly Lock _gate = new();
    private Block?[] _blocks = new Block?[Few];
    private int _count;
    private int _untouched; // the fewest there were since the last trim: these were not needed

    public Block? Take()
    {
        lock (_gate)
        {
            if (_count == 0)
                return null;
            var block = _blocks[--_count];
            _blocks[_count] = null;
            _untouched = Math.Min(_untouched, _count);
            return block;
        }
    }

    public void Put(Block block)
    {
        lock (_gate)
        {
            if (_count == _blocks.Length)
                Array.Resize(ref _blocks, _count * 2);
            _blocks[_count++] = block;
        }
    }

    /// <summary>Returns the number of blocks given up.</summary>
    public int Trim()
    {
        lock (_gate)
        {
            var spare = _untouched;
            _count -= spare;
            var kept = new Block?[Math.Max(Few, _count)];
            Array.Copy(_blocks, spare, kept, 0, _count);
            (_blocks, _untouched) = (kept, _count);
            return spare;
        }
    }
}
