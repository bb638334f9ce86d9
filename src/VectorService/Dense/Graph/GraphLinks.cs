using GroupChat.Vectors.Dense.Memory;

namespace GroupChat.Vectors.Dense.Graph;

/// <summary>
/// Who is whose neighbour, level by level. One writer; readers take a <see cref="GraphView"/> and no lock: a list they read while it
/// changes holds old and new neighbours, all of them slots of this graph.
/// </summary>
internal sealed unsafe class GraphLinks
{
    private readonly NativeRows _heads = new(sizeof(int));
    private int _upperCount;
    private int _count;
    private long _entry;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Lists of the lowest level, by slot.</summary>
    public NativeRows Lowest { get; } = new(GraphShape.Lowest * sizeof(int));

    /// <summary>Lists of the levels above, those of one slot together, in the order of the slots.</summary>
    public NativeRows Upper { get; } = new(GraphShape.Chosen * sizeof(int));

    public int UpperCount => Volatile.Read(ref _upperCount);

    /// <summary>The slot searches begin at, and above it the highest level.</summary>
    public long Entry => Volatile.Read(ref _entry);

    /// <summary>Bytes of memory written to.</summary>
    public long Bytes => ((long)Count * (Lowest.Stride + _heads.Stride)) + ((long)UpperCount * Upper.Stride);

    /// <summary>The graph as it is now. Counts are read before the tables: a table seen after its count has that many rows.</summary>
    public GraphView View
    {
        get
        {
            var (entry, count) = (Volatile.Read(ref _entry), Volatile.Read(ref _count));
            return new GraphView(this, count, (int)entry, (int)(entry >> 32), Lowest.View, _heads.View, Upper.View);
        }
    }

    /// <summary>Makes room for a slot on all its levels, without neighbours, not yet counted.</summary>
    public void Prepare(int slot, int level)
    {
        new Span<int>(Lowest.Reserve(slot), GraphShape.Lowest).Fill(GraphShape.None);
        *(int*)_heads.Reserve(slot) = level == 0 ? GraphShape.None : _upperCount;
        for (var i = 0; i < level; i++)
            new Span<int>(Upper.Reserve(_upperCount + i), GraphShape.Chosen).Fill(GraphShape.None);
        Volatile.Write(ref _upperCount, _upperCount + level);
    }

    /// <summary>Takes lists whose memory has been filled, after it has looked at every link.</summary>
    /// <exception cref="InvalidDataException">A link leads out of the graph.</exception>
    public void Restore(int count, int upperCount, long entry)
    {
        for (var slot = 0; slot < count; slot++)
        {
            var level = GraphShape.LevelOf(slot);
            *(int*)_heads.Reserve(slot) = level == 0 ? GraphShape.None : _upperCount;
            _upperCount += level;
        }

        LinkCheck.Run(this, count, upperCount, entry);
        Volatile.Write(ref _entry, entry);
        Volatile.Write(ref _count, count);
    }

    /// <summary>Counts a slot that was prepared and linked; searches begin at it if it is on a level above all others.</summary>
    public void Publish(int slot, int level)
    {
        Volatile.Write(ref _count, slot + 1);
        if (slot == 0 || level > (int)(_entry >> 32))
            Volatile.Write(ref _entry, ((long)level << 32) | (uint)slot); // after the count: where a search begins is counted
    }
}
