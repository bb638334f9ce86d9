using GroupChat.Chat.Metering;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Storage;

/// <summary>What models took, by day, room, person, agent, model and purpose.</summary>
internal interface IUsageStore
{
    /// <summary>Sums in the order of their groups, so many of them after some.</summary>
    Task<IReadOnlyList<UsageSum>> SumAsync(UsageQuery query, int skip, int limit, CancellationToken cancellationToken);

    /// <summary>Counts what belongs to no room.</summary>
    Task ChargeAsync(IReadOnlyList<Charge> charges, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Tokens that count, used on this day by somebody in all rooms.</summary>
    Task<long> TokensOfAsync(UserId user, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Tokens that count, used on this day, and answers that have not ended.</summary>
    Task<(long Tokens, int Answers)> UseOfAsync(QuotaSubject subject, DateTimeOffset now, CancellationToken cancellationToken);
}
