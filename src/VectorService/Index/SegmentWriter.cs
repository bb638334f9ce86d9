namespace GroupChat.Vectors.Index;

/// <summary>The writer's side of a segment: which point is at which slot. One change at a time.</summary>
internal sealed class SegmentWriter
{
    /// <summary>So many dead slots are not worth a compaction, however few are alive.</summary>
    private const int ToleratedDead = 256;

    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);

    public SegmentWriter(TenantSnapshot snapshot)
    {
        Snapshot = snapshot;
        foreach (var slot in snapshot.Live)
            _slots[snapshot.Point(slot).Id] = slot;
    }

    /// <summary>The tenant after the last change.</summary>
    public TenantSnapshot Snapshot { get; private set; }

    /// <summary>Whether a third of the slots is dead: a graph walks through them all the same.</summary>
    public static bool HasManyDead(TenantSnapshot snapshot) =>
        snapshot.Segment.Count - snapshot.Live.Count > Math.Max(ToleratedDead, snapshot.Live.Count / 2);

    /// <summary>A writer of a new segment with the live points of this snapshot only.</summary>
    public static SegmentWriter Compacted(TenantSnapshot snapshot)
    {
        var segment = snapshot.Segment.Compact(snapshot.Live);
        return new(snapshot with { Segment = segment, Live = SlotSet.Empty.With([.. Enumerable.Range(0, segment.Count)], []) });
    }

    /// <summary>Applies a change. What comes back is the counting it leaves behind.</summary>
    public FeatureUpdate Apply(TenantChange change)
    {
        var segment = Snapshot.Segment;
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

        var length = Snapshot.TotalLength + added.Sum(segment.Length) - removed.Sum(segment.Length);
        Snapshot = Snapshot with { Live = Snapshot.Live.With(added, removed), TotalLength = length };
        return new FeatureUpdate(Snapshot.Features, [.. added.Select(Text)], [.. removed.Select(Text)]);

        string Text(int slot) => segment.Point(slot).Text;
    }
}
