using GroupChat.Vectors.Dense.Memory;

namespace GroupChat.Vectors.Dense.Graph;

/// <summary>
/// Who is whose neighbour, level by level. One writer; readers take a <see cref="GraphView"/> and no lock: a list they read while it
/// changes holds old and new neighbours, all of them slots of this graph.
/// </summary>
internal sealed unsafe class GraphLinks
{
    private readonly NativeRows _lowest = new(GraphShape.Lowest * sizeof(int));
    private readonly NativeRows _heads = new(sizeof(int));
    private readonly NativeRows _upper = new(GraphShape.Chosen * sizeof(int));
    private int _upperCount;
    private int _count;
    private long _entry;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Bytes of memory written to.</summary>
    public long Bytes => ((long)Count * (_lowest.Stride + _heads.Stride)) + ((long)Volatile.Read(ref _upperCount) * _upper.Stride);

    /// <summary>The graph as it is now. Counts are read before the tables: a table seen after its count has that many rows.</summary>
    public GraphView View
    {
        get
        {
            var (entry, count) = (Volatile.Read(ref _entry), Volatile.Read(ref _count));
            return new GraphView(this, count, (int)entry, (int)(entry >> 32), _lowest.View, _heads.View, _upper.View);
        }
    }

    /// <summary>Makes room for a slot on all its levels, without neighbours, not yet counted.</summary>
    public void Prepare(int slot, int level)
    {
        new Span<int>(_lowest.Reserve(slot), GraphShape.Lowest).Fill(GraphShape.None);
        *(int*)_heads.Reserve(slot) = level == 0 ? GraphShape.None : _upperCount;
        for (var i = 0; i < level; i++)
            new Span<int>(_upper.Reserve(_upperCount + i), GraphShape.Chosen).Fill(GraphShape.None);
        Volatile.Write(ref _upperCount, _upperCount + level);
    }

    /// <summary>Counts a slot that was prepared and linked; searches begin at it if it is on a level above all others.</summary>
    public void Publish(int slot, int level)
    {
        Volatile.Write(ref _count, slot + 1);
        if (slot == 0 || level > (int)(_entry >> 32))
            Volatile.Write(ref _entry, ((long)level << 32) | (uint)slot); // after the count: where a search begins is counted
    }
}
