using GroupChat.Chat.Metering;

namespace GroupChat.Chat.Storage;

/// <summary>What runs cost, by day, room, person, agent and model.</summary>
internal interface IUsageStore
{
    /// <summary>Sums in the order of their groups, so many of them after some.</summary>
    Task<IReadOnlyList<UsageSum>> SumAsync(UsageQuery query, int skip, int limit, CancellationToken cancellationToken);
}
