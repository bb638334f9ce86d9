using GroupChat.Chat.Answers;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Metering;

/// <summary>What a run cost, and whose use that is.</summary>
internal sealed record Charge(UserId? User, UserId Agent, string Model, Usage Usage)
{
    // A model may say anything of itself.
    public long Cached => Math.Clamp(Usage.CachedInputTokens, 0, Input);

    public long Computed => Input - Cached;

    public long Generated => Math.Max(0, Usage.OutputTokens);

    private long Input => Math.Max(0, Usage.InputTokens);
}
