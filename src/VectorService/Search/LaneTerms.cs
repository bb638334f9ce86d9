namespace GroupChat.Vectors.Search;

/// <summary>How a lane counts.</summary>
/// <param name="Weight">In the fusion. Words lead, the vector corrects.</param>
/// <param name="MinScore">What scores lower in the lane is not found by it.</param>
/// <param name="IsChosen">Whether the caller chose the weight.</param>
internal readonly record struct LaneTerms(double Weight, double? MinScore = null, bool IsChosen = false)
{
    public static LaneTerms OfDense { get; } = new(1);

    public static LaneTerms OfLexical { get; } = new(2);

    /// <summary>Where words are nothing but names of code.</summary>
    public static LaneTerms OfNames { get; } = new(8);
}
