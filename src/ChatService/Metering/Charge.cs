using GroupChat.Chat.Answers;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Metering;

/// <summary>What a model took for one purpose, and whose use that is.</summary>
/// <param name="User">Null: nobody's.</param>
/// <param name="Agent">Null: no agent asked the model.</param>
/// <param name="Model">The model.</param>
/// <param name="Usage">How much.</param>
internal sealed record Charge(UserId? User, UserId? Agent, string Model, Usage Usage)
{
    /// <summary>A charge with an id is counted once, however often it is told; one without whenever it is.</summary>
    public string Id { get; init; } = "";

    public ChargeKind Kind { get; init; } = ChargeKind.Answer;

    // A model may say anything of itself.
    public long Cached => Math.Clamp(Usage.CachedInputTokens, 0, Input);

    public long Computed => Input - Cached;

    public long Generated => Math.Max(0, Usage.OutputTokens);

    private long Input => Math.Max(0, Usage.InputTokens);
}
