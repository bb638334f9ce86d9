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

    public TenantIndex(int dimension) =>
        _snapshot = new TenantSnapshot(new Segment(dimension, new InvertedIndex()), SlotSet.Empty, 0, new FeatureCounts());

    public TenantSnapshot Snapshot => Volatile.Read(ref _snapshot);

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
