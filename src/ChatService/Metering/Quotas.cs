using GroupChat.Chat.Answers;
using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Metering;

/// <summary>
/// Whether another answer may begin: decided in the transaction that would begin it, by what the database counts, so that all nodes
/// agree. What begins within the limit is finished, also when that goes beyond it.
/// </summary>
internal static class Quotas
{
    /// <summary>Why not; null when it may.</summary>
    public static Overdraft? Check(IRoomEdit edit, UserId? asker)
    {
        var limits = edit.Quotas;
        if (IsReached(limits.RoomTokensPerDay, () => edit.TokensToday())
            || (asker is { } user && IsReached(limits.UserTokensPerDay, () => edit.TokensToday(user))))
            return new(FailureReasons.QuotaExceeded, new DateTimeOffset(edit.Now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero));
        if (IsReached(limits.RoomAnswersAtATime, () => edit.OpenAnswers())
            || (asker is { } other && IsReached(limits.UserAnswersAtATime, () => edit.OpenAnswers(other))))
            return new(FailureReasons.TooManyAnswers, RetryTime: null);
        return null;
    }

    /// <exception cref="ServiceDefaults.Errors.DomainError">QUOTA_EXCEEDED, TOO_MANY_ANSWERS.</exception>
    public static void Require(IRoomEdit edit, UserId asker)
    {
        if (Check(edit, asker) is { } over)
            throw over.RetryTime is { } at ? ChatErrors.QuotaExceeded(at, at - edit.Now) : ChatErrors.TooManyAnswers();
    }

    private static bool IsReached(long limit, Func<long> used) => limit > 0 && used() >= limit;
}
