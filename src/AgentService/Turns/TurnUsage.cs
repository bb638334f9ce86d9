using GroupChat.Agents.Metering;

namespace GroupChat.Agents.Turns;

/// <summary>What a run's answer cost.</summary>
/// <param name="InputTokens">Read.</param>
/// <param name="CachedInputTokens">Part of those found in a cache.</param>
/// <param name="OutputTokens">Written.</param>
/// <param name="Estimated">True when something of it was counted in words, or lost with the process that knew.</param>
internal sealed record TurnUsage(long InputTokens, long CachedInputTokens, long OutputTokens, bool Estimated)
{
    public static TurnUsage Nothing { get; } = new(0, 0, 0, Estimated: false);

    /// <summary>Of everything that a run took, what the answer itself did.</summary>
    public static TurnUsage Of(IReadOnlyList<ModelCost> costs) => costs.Where(static cost => cost.Kind == CostKind.Answer).Aggregate(
        Nothing,
        static (sum, cost) => new(
            sum.InputTokens + cost.InputTokens,
            sum.CachedInputTokens + cost.CachedInputTokens,
            sum.OutputTokens + cost.OutputTokens,
            sum.Estimated || cost.Estimated));
}
