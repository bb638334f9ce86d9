namespace GroupChat.Agents.Llama.Scheduling;

/// <summary>
/// The sequences of the context: those in use, and those kept so that the room's next prompt starts where they end. What is kept
/// gives way, the oldest first, to what is wanted. Nothing is ever shared between rooms, nor between different adapters.
/// </summary>
internal sealed class SequencePool
{
    private const int WorthKeeping = 16;

    private readonly LlamaContext _context;
    private readonly CellLedger _cells;
    private readonly Stack<int> _free;
    private readonly List<Sequence> _all = [];
    private readonly bool _shares;
    private readonly int _mostKept;
    private long _clock;

    public SequencePool(LlamaContext context, bool shares, int mostKept)
    {
        (_context, _shares, _mostKept) = (context, shares, mostKept);
        _cells = new CellLedger(context.Tokens);
        // The last one is for what goes to the disk and comes from there.
        _free = new Stack<int>(Enumerable.Range(0, context.Sequences - 1).Reverse());
    }

    /// <summary>Keeps what goes; null when nothing is kept.</summary>
    public PromptKeeper? Keeper { get; set; }

    /// <summary>Those that nobody uses, the latest first.</summary>
    public IReadOnlyList<Sequence> Kept => [.. _all.Where(static one => one.Owner is null).OrderByDescending(static one => one.KeptAt)];

    /// <summary>What has to go when the next one is kept; null while there is room.</summary>
    public Sequence? NextToGo => _all.Count(static one => one.Owner is null) >= _mostKept ? Oldest : null;

    public int FreeCells => _cells.Free;

    public bool HasId => _free.Count > 0;

    /// <summary>Whether anything can be shared with this model.</summary>
    public bool Shares => _shares;

    /// <summary>The sequence of the same room that begins most like these tokens; the last token is always computed again, for its output.</summary>
    public (Sequence? Source, int Length) Find(Generation generation)
    {
        (Sequence? Source, int Length) best = (null, 0);
        if (!_shares || !generation.Prefix.IsShared)
            return best;
        foreach (var sequence in _all.Where(one => one.Prefix == generation.Prefix && one != generation.Sequence))
        {
            var length = Math.Min(sequence.Common(generation.Tokens), generation.Tokens.Count - 1);
            if (length > best.Length)
                best = (sequence, length);
        }
        return best;
    }

    public Sequence Open(Generation owner)
    {
        var sequence = new Sequence(_free.Pop(), owner.Prefix) { Owner = owner };
        _all.Add(sequence);
        return sequence;
    }

    /// <summary>Gives a kept sequence to a request that goes on from its beginning.</summary>
    public void Adopt(Sequence kept, Generation owner, int length)
    {
        if (kept.Held - length >= Keeper?.Tokens)
            Keeper.Going(kept);
        Shorten(kept, length);
        kept.Owner = owner;
    }

    /// <summary>Lets an empty sequence begin as the other one does.</summary>
    public void Share(Sequence source, Sequence target, int length)
    {
        if (source.Prefix != target.Prefix || target.Held > 0 || length > source.Held)
            throw new InvalidOperationException("Only sequences of one room and the same adapters begin alike.");
        _context.Share(source.Id, target.Id, length);
        for (var i = 0; i < length; i++)
        {
            _cells.Share(source.Cells[i]);
            target.Cells.Add(source.Cells[i]);
            target.Tokens.Add(source.Tokens[i]);
        }
    }

    /// <summary>Notes a token that was computed.</summary>
    public void Append(Sequence sequence, int token)
    {
        sequence.Cells.Add(_cells.Take());
        sequence.Tokens.Add(token);
    }

    /// <summary>Ends the use of a sequence: it is kept when the room's next request may start from it.</summary>
    public void Keep(Sequence sequence)
    {
        sequence.Owner = null;
        if (!_shares || !sequence.Prefix.IsShared || sequence.Held < WorthKeeping || _mostKept == 0)
        {
            Free(sequence);
            return;
        }
        sequence.KeptAt = ++_clock;
        if (_all.Count(static one => one.Owner is null) > _mostKept)
            Evict();
    }

    /// <summary>Forgets the sequence that was kept longest; false when none is kept.</summary>
    public bool Evict()
    {
        if (Oldest is not { } oldest)
            return false;
        Keeper?.Going(oldest);
        Free(oldest);
        return true;
    }

    public void Free(Sequence sequence)
    {
        Shorten(sequence, 0);
        _all.Remove(sequence);
        _free.Push(sequence.Id);
    }

    private Sequence? Oldest => _all.Where(static one => one.Owner is null).MinBy(static one => one.KeptAt);

    private void Shorten(Sequence sequence, int length)
    {
        if (sequence.Held == length)
            return;
        if (!_context.Truncate(sequence.Id, length))
            throw new InvalidOperationException("The context does not forget a part of a sequence.");
        for (var i = length; i < sequence.Held; i++)
            _cells.Release(sequence.Cells[i]);
        sequence.Cells.RemoveRange(length, sequence.Cells.Count - length);
        sequence.Tokens.RemoveRange(length, sequence.Tokens.Count - length);
        sequence.CutBlocks(length / (Keeper?.Tokens ?? 1));
    }
}
