using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Storage;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.Metering;

/// <summary>What is used outside of turns, or told after them: allowed before, and counted when it is known.</summary>
internal sealed class ChargeDesk(IRoomWriter writer, IUsageStore usage, IQuotaStore quotas, ChatOptions options, TimeProvider time)
{
    public const int MaxCharges = 500;

    /// <exception cref="DomainError">QUOTA_EXCEEDED.</exception>
    public async Task RequireAsync(UserId user, CancellationToken cancellationToken)
    {
        var own = await quotas.FindAsync(QuotaSubject.Of(user), cancellationToken);
        var limit = options.Quotas.With(own, room: null).UserTokensPerDay;
        var now = time.GetUtcNow();
        if (limit > 0 && await usage.TokensOfAsync(user, now, cancellationToken) >= limit)
        {
            var again = Quotas.NextDay(now);
            throw ChatErrors.QuotaExceeded(QuotaSubject.Of(user), again, again - now);
        }
    }

    /// <summary>Each charge counts once. A room that is gone is not missed: what was used for it was used.</summary>
    public async Task RecordAsync(IReadOnlyList<RoomCharge> charges, CancellationToken cancellationToken)
    {
        foreach (var (room, ofRoom) in charges.GroupBy(static one => one.Room, static one => one.Charge).Select(static group => (group.Key, group.ToList())))
        {
            if (room is not { } known || !await TryInRoomAsync(known, ofRoom, cancellationToken))
                await usage.ChargeAsync(ofRoom, time.GetUtcNow(), cancellationToken);
        }
    }

    private async Task<bool> TryInRoomAsync(RoomId room, List<Charge> charges, CancellationToken cancellationToken)
    {
        try
        {
            return await writer.ChangeAsync(
                room,
                edit =>
                {
                    charges.ForEach(edit.Charge);
                    return true;
                },
                cancellationToken);
        }
        catch (DomainError error) when (error.Code == ErrorCode.NotFound)
        {
            return false;
        }
    }
}
