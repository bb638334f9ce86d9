namespace GroupChat.Agents.Metering;

/// <summary>What a model took for one purpose.</summary>
/// <param name="Kind">What for.</param>
/// <param name="ModelId">The model that was asked, which need not be the one that was wanted.</param>
/// <param name="InputTokens">Read.</param>
/// <param name="CachedInputTokens">Part of those found in a cache.</param>
/// <param name="OutputTokens">Written.</param>
/// <param name="Estimated">The model has not said so itself.</param>
internal sealed record ModelCost(
    CostKind Kind, string ModelId, long InputTokens, long CachedInputTokens, long OutputTokens, bool Estimated)
{
    /// <summary>Sums, apart for each model and purpose, and for what is known and what is estimated.</summary>
    public static IReadOnlyList<ModelCost> SumUp(IEnumerable<ModelCost> costs) =>
    [
        .. costs.GroupBy(static cost => (cost.Kind, cost.ModelId, cost.Estimated)).Select(static same => new ModelCost(
            same.Key.Kind,
            same.Key.ModelId,
            same.Sum(static cost => cost.InputTokens),
            same.Sum(static cost => cost.CachedInputTokens),
            same.Sum(static cost => cost.OutputTokens),
            same.Key.Estimated)),
    ];
}
