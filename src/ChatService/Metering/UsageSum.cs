namespace GroupChat.Chat.Metering;

/// <summary>A sum of what runs cost; what it is not grouped by is empty.</summary>
internal sealed record UsageSum(long Runs, long Computed, long Cached, long Generated, long Estimated)
{
    public DateOnly? Day { get; init; }

    public string Room { get; init; } = "";

    public string User { get; init; } = "";

    public string Agent { get; init; } = "";

    public string Model { get; init; } = "";

    public ChargeKind? Kind { get; init; }
}
