namespace GroupChat.Agents.Llama.Scheduling;

/// <summary>
/// Which cells of the context hold a token, and how many sequences share each: tells what is free exactly, so that a request that
/// was started never runs out of room.
/// </summary>
internal sealed class CellLedger
{
    private readonly int[] _sharers;
    private readonly Stack<int> _free;

    public CellLedger(int cells)
    {
        _sharers = new int[cells];
        _free = new Stack<int>(Enumerable.Range(0, cells).Reverse());
    }

    public int Free => _free.Count;

    public int Take()
    {
        var cell = _free.Pop();
        _sharers[cell] = 1;
        return cell;
    }

    public void Share(int cell) => _sharers[cell]++;

    public void Release(int cell)
    {
        if (--_sharers[cell] == 0)
            _free.Push(cell);
    }
}
