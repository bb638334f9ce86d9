using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Embedding;
using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Index;

/// <summary>
/// The searchable form of one tenant. Changes are applied one at a time, in the order of their commits; each ends with a new
/// snapshot, published whole, so that a search sees all of a write or nothing. Upkeep goes on behind them, one thread at a time:
/// it builds the graph, and where many points are dead a new segment beside the old one, which takes its place when it is ready.
/// </summary>
internal sealed class TenantIndex
{
    private readonly Lock _changing = new();
    private SegmentWriter _writer;
    private SegmentWriter? _successor;
    private List<TenantChange>? _missed; // by the successor
    private TenantSnapshot _snapshot;
    private int _queued;
    private int _saved;

    /// <summary>An empty one.</summary>
    public TenantIndex(VectorShape shape, DenseSettings? settings = null)
        : this(new TenantSnapshot(
            new Segment(new DenseIndex(shape.Dimension, shape.Metric, settings), settings ?? DenseSettings.Default), SlotSet.Empty, 0, new FeatureCounts()))
    {
    }

    /// <summary>One that begins with what was saved of it.</summary>
    public TenantIndex(TenantSnapshot snapshot) =>
        (_snapshot, _writer, _saved) = (snapshot, new SegmentWriter(snapshot), snapshot.Segment.Dense.InGraph);

    /// <summary>Where it belongs; only an index that is saved has to know.</summary>
    public TenantAddress Address { get; init; }

    public TenantSnapshot Snapshot => Volatile.Read(ref _snapshot);

    /// <summary>
    /// Whether the graph lags behind the rows, the width of its walks was measured when it was much smaller, or too many are dead.
    /// </summary>
    public bool WantsUpkeep => Snapshot is var snapshot
        && (snapshot.Segment.Dense.WantsBuilding || snapshot.Segment.Dense.WantsCalibration || SegmentWriter.HasManyDead(snapshot));

    /// <summary>Whether the graph has grown by so much since it was saved that making it again would cost more than saving it.</summary>
    public bool WantsSaving => Snapshot.Segment.Dense is var dense && !dense.WantsCalibration && dense.IsWorthSaving(_saved);

    /// <summary>Points that wait to be put into the graph, and dead ones that wait to be taken out where there are many.</summary>
    public long Pending => Snapshot is var snapshot
        ? (snapshot.Segment.Dense.WantsBuilding ? snapshot.Segment.Dense.Rows.Count - snapshot.Segment.Dense.InGraph : 0)
            + (SegmentWriter.HasManyDead(snapshot) ? snapshot.Segment.Count - snapshot.Live.Count : 0)
        : 0;

    /// <summary>True for the first who asks, until <see cref="Unqueue"/>.</summary>
    public bool TryQueue() => Interlocked.Exchange(ref _queued, 1) == 0;

    public void Unqueue() => Volatile.Write(ref _queued, 0);

    /// <summary>Puts some rows into the graph, one thread at a time; measures the width of its walks once it has caught up.</summary>
    public void Keep(int most, CancellationToken cancellationToken)
    {
        var snapshot = Snapshot;
        Keep(snapshot, most, cancellationToken);
        if (_successor is null && SegmentWriter.HasManyDead(snapshot))
            _successor = SegmentWriter.Compacted(Follow());
        if (_successor is null)
            return;
        CatchUp(_successor);
        Keep(_successor.Snapshot, most, cancellationToken);
        if (!_successor.Snapshot.Segment.Dense.WantsBuilding)
            Replace(_successor);
    }

    /// <summary>Called with what is about to be saved. Not asked again when it fails: it will have grown then.</summary>
    public void NoteSaving(TenantSnapshot snapshot) => _saved = snapshot.Segment.Dense.InGraph;

    /// <summary>Applies a change. What comes back has to be run before the write is acknowledged, on any thread.</summary>
    public FeatureUpdate Apply(TenantChange change)
    {
        lock (_changing)
        {
            var counting = _writer.Apply(change);
            _missed?.Add(change);
            Volatile.Write(ref _snapshot, _writer.Snapshot);
            return counting;
        }
    }

    private static void Keep(TenantSnapshot snapshot, int most, CancellationToken cancellationToken)
    {
        var dense = snapshot.Segment.Dense;
        if (dense.WantsBuilding)
            dense.Build(most);
        if (dense.WantsCalibration)
            dense.Calibrate(snapshot.Live, cancellationToken);
    }

    /// <summary>From this snapshot on changes are kept for the successor.</summary>
    private TenantSnapshot Follow()
    {
        lock (_changing)
        {
            _missed = [];
            return _snapshot;
        }
    }

    // Most of them while others go on writing: the counting was done when they were first applied.
    private void CatchUp(SegmentWriter successor)
    {
        List<TenantChange> missed;
        lock (_changing)
            (missed, _missed) = (_missed!, []);
        foreach (var change in missed)
            successor.Apply(change);
    }

    private void Replace(SegmentWriter successor)
    {
        CatchUp(successor);
        lock (_changing)
        {
            foreach (var change in _missed!)
                successor.Apply(change);
            (_writer, _successor, _missed, _saved) = (successor, null, null, 0);
            Volatile.Write(ref _snapshot, successor.Snapshot);
        }
    }
}
