namespace GroupChat.Vectors.Dense;

/// <summary>When an index does what. See docs/guides/search.md.</summary>
internal sealed record DenseSettings
{
    public static DenseSettings Default { get; } = new();

    /// <summary>Up to so many rows there is no graph: looking at all of them is exact and takes well under a millisecond.</summary>
    public int ScanLimit { get; init; } = 20_000;

    /// <summary>A filter that lets through so many or fewer has them all looked at: a graph loses what a filter cuts off.</summary>
    public int FilteredScanLimit { get; init; } = 30_000;

    /// <summary>Share of the true nearest that a walk along the graph is to find; its width is measured to reach it.</summary>
    public double TargetRecall { get; init; } = 0.97;
}
