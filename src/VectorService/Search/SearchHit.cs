using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Search;

/// <summary>A point found, its fused score, and its place in every lane that found it.</summary>
internal sealed record SearchHit(StoredPoint Point, double Score, IReadOnlyList<LaneRank> Lanes)
{
    /// <summary>Where the snapshot searched keeps it.</summary>
    public int Slot { get; init; }

    /// <summary>The vector, where it was asked for.</summary>
    public float[] Vector { get; init; } = [];
}
