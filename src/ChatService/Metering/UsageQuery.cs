using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Metering;

/// <summary>What to add up.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Groups">What to tell apart, each once.</param>
internal sealed record UsageQuery(DateOnly From, DateOnly To, IReadOnlyList<UsageGroup> Groups)
{
    /// <summary>Only this person's.</summary>
    public UserId? User { get; init; }

    /// <summary>Only this room's.</summary>
    public RoomRef? Room { get; init; }
}
