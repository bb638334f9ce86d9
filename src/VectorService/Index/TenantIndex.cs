using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Embedding;
using GroupChat.Vectors.Lexical;

namespace GroupChat.Vectors.Index;

/// <summary>
/// The searchable form of one tenant. Changes are applied one at a time, in the order of their commits; each ends with a new
/// snapshot, published whole, so that a search sees all of a write or nothing.
/// </summary>
internal sealed class TenantIndex
{
    /// <summary>So many dead slots are not worth a compaction, however few are alive.</summary>
    private const int ToleratedDead = 256;

    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);
    private TenantSnapshot _snapshot;
    private int _queued;

    public TenantIndex(int dimension, DenseSettings? settings = null) => _snapshot = new TenantSnapshot(
        new Segment(dimension, settings ?? DenseSettings.Default, new InvertedIndex()), SlotSet.Empty, 0, new FeatureCounts());

    public TenantSnapshot Snapshot => Volatile.Read(ref _snapshot);

    /// <summary>Whether the graph lags behind the rows, or the width of its walks was measured when it was much smaller.</summary>
    public bool WantsUpkeep => Snapshot.Segment.Dense is var dense && (dense.WantsBuilding || dense.WantsCalibration);

    /// <summary>True for the first who asks, until <see cref="Unqueue"/>.</summary>
    public bool TryQueue() => Interlocked.Exchange(ref _queued, 1) == 0;

    public void Unqueue() => Volatile.Write(ref _queued, 0);

    /// <summary>Puts some rows into the graph, one thread at a time; measures the width of its walks once it has caught up.</summary>
    public void Keep(int most, CancellationToken cancellationToken)
    {
        var snapshot = Snapshot;
        var dense = snapshot.Segment.Dense;
        dense.Build(most);
        if (dense.WantsCalibration)
            dense.Calibrate(snapshot.Live, cancellationToken);
    }

    /// <summary>Applies a change. What comes back has to be run before the write is acknowledged, on any thread.</summary>
    public FeatureUpdate Apply(TenantChange change)
    {
        var segment = _snapshot.Segment;
        List<int> added = [], removed = [];
        foreach (var id in change.Deletes)
        {
            if (_slots.Remove(id, out var slot))
                removed.Add(slot);
        }

        foreach (var point in change.Upserts)
        {
            if (_slots.TryGetValue(point.Point.Id, out var replaced))
                removed.Add(replaced);
            var slot = segment.Append(point);
            _slots[point.Point.Id] = slot;
            added.Add(slot);
        }

        var length = _snapshot.TotalLength + added.Sum(segment.Length) - removed.Sum(segment.Length);
        var next = _snapshot with { Live = _snapshot.Live.With(added, removed), TotalLength = length };
        Volatile.Write(ref _snapshot, segment.Count - next.Live.Count > Math.Max(ToleratedDead, next.Live.Count) ? Compact(next) : next);
        return new FeatureUpdate(next.Features, [.. added.Select(Text)], [.. removed.Select(Text)]);

        string Text(int slot) => segment.Point(slot).Text;
    }

    private TenantSnapshot Compact(TenantSnapshot snapshot)
    {
        var compacted = snapshot.Segment.Compact(snapshot.Live);
        _slots.Clear();
        for (var slot = 0; slot < compacted.Count; slot++)
            _slots[compacted.Point(slot).Id] = slot;
        return snapshot with { Segment = compacted, Live = SlotSet.Empty.With([.. Enumerable.Range(0, compacted.Count)], []) };
    }
}
