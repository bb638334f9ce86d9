namespace GroupChat.Vectors.Points;

/// <summary>One page of points in the order of their ids, and the token for the next one, empty on the last.</summary>
internal sealed record PointPage(IReadOnlyList<StoredPoint> Points, string NextToken)
{
    public const int DefaultSize = 100;
    public const int MaxSize = 1_000;
}
