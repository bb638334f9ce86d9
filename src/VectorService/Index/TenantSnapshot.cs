using GroupChat.Vectors.Embedding;
using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Index;

/// <summary>
/// One tenant as of one write. Readers keep it as long as they like; writers publish the next one beside it.
/// </summary>
/// <param name="Segment">Holds the points; may hold newer ones that this snapshot does not name.</param>
/// <param name="Live">The slots that count.</param>
/// <param name="TotalLength">Words in all live points.</param>
/// <param name="Features">Shared by all snapshots of a tenant.</param>
internal sealed record TenantSnapshot(Segment Segment, SlotSet Live, long TotalLength, FeatureCounts Features)
{
    public StoredPoint Point(int slot) => Segment.Point(slot);

    /// <summary>The live points a filter lets through; no filter lets all through.</summary>
    public SlotSet Candidates(PayloadFilter? filter)
    {
        if (filter is null)
            return Live;
        return Segment.Payloads.Narrow(filter) is { } slots
            ? SlotSet.Empty.With([.. slots.Where(slot => Live.Contains(slot) && Matches(slot))], [])
            : Live.Where(Matches);

        bool Matches(int slot) => filter.Matches(Point(slot).Payload);
    }
}
