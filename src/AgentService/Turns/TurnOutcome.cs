using GroupChat.Agents.Grounding;
using GroupChat.Agents.Metering;

namespace GroupChat.Agents.Turns;

/// <summary>The one end of a run.</summary>
/// <param name="State">How it ended.</param>
/// <param name="Text">The whole text, or the text so far.</param>
/// <param name="Citations">Verified; empty unless complete.</param>
/// <param name="Usage">What the answer cost.</param>
/// <param name="ModelId">What answered.</param>
/// <param name="FailureReason">One of <see cref="FailureReasons"/> when failed or interrupted, else null.</param>
internal sealed record TurnOutcome(
    TurnState State, string Text, IReadOnlyList<VerifiedCitation> Citations, TurnUsage Usage, string ModelId, string? FailureReason)
{
    /// <summary>Everything that models took for the run, the answer's usage included.</summary>
    public IReadOnlyList<ModelCost> Costs { get; init; } = [];
}
