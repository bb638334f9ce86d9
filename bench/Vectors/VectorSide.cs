using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Index;

namespace GroupChat.Bench.Vectors;

/// <summary>Our side: the index in this process, asked on one thread.</summary>
internal sealed class VectorSide(VectorSet set, DenseIndex index)
{
    private readonly ScoredSlot[] _found = new ScoredSlot[VectorSet.Nearest];

    public VectorSide(VectorSet set)
        : this(set, new DenseIndex(VectorSet.Dimension))
    {
    }

    public DenseIndex Index => index;

    public SlotSet All { get; } = SlotSet.Empty.With([.. Enumerable.Range(0, set.Count)], []);

    /// <summary>Appends all rows and builds the graph; returns seconds of processor time.</summary>
    public double Build()
    {
        var start = Environment.CpuUsage.TotalTime;
        Fill();
        Index.Build(set.Count);
        return (Environment.CpuUsage.TotalTime - start).TotalSeconds;
    }

    public void Fill()
    {
        for (var i = 0; i < set.Count; i++)
            Index.Rows.Append(set.Row(i));
    }

    /// <summary>Asks all queries; returns seconds of processor time and the slots found, query by query.</summary>
    public (double Seconds, int[] Found) Search(DenseRequest how)
    {
        var request = how with { Among = how.Among ?? All, Limit = VectorSet.Nearest };
        var slots = new int[set.Queries * VectorSet.Nearest];
        Array.Fill(slots, -1);
        var start = Environment.CpuUsage.TotalTime;
        for (var query = 0; query < set.Queries; query++)
        {
            var count = Index.Search(set.Query(query), request, _found);
            for (var i = 0; i < count; i++)
                slots[(query * VectorSet.Nearest) + i] = _found[i].Slot;
        }

        return ((Environment.CpuUsage.TotalTime - start).TotalSeconds, slots);
    }

    /// <summary>Bytes allocated by one search.</summary>
    public double Allocated(DenseRequest how)
    {
        var request = how with { Among = All, Limit = VectorSet.Nearest };
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var query = 0; query < set.Queries; query++)
            Index.Search(set.Query(query), request, _found);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)set.Queries;
    }
}
