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
        var limits = edit.QuotasFor(asker);
        var room = QuotaSubject.Of(edit.Ref.Id);
        if (IsReached(limits.RoomTokensPerDay, () => edit.TokensToday()))
            return new(FailureReasons.QuotaExceeded, room, NextDay(edit.Now));
        if (asker is { } user && IsReached(limits.UserTokensPerDay, () => edit.TokensToday(user)))
            return new(FailureReasons.QuotaExceeded, QuotaSubject.Of(user), NextDay(edit.Now));
        if (IsReached(limits.RoomAnswersAtATime, () => edit.OpenAnswers()))
            return new(FailureReasons.TooManyAnswers, room, RetryTime: null);
        if (asker is { } other && IsReached(limits.UserAnswersAtATime, () => edit.OpenAnswers(other)))
            return new(FailureReasons.TooManyAnswers, QuotaSubject.Of(other), RetryTime: null);
        return null;
    }

    /// <exception cref="ServiceDefaults.Errors.DomainError">QUOTA_EXCEEDED, TOO_MANY_ANSWERS.</exception>
    public static void Require(IRoomEdit edit, UserId asker)
    {
        if (Check(edit, asker) is { } over)
            throw over.RetryTime is { } at ? ChatErrors.QuotaExceeded(over.Subject, at, at - edit.Now) : ChatErrors.TooManyAnswers(over.Subject);
    }

    /// <summary>When the tokens of a day are counted anew.</summary>
    public static DateTimeOffset NextDay(DateTimeOffset now) => new(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);

    private static bool IsReached(long limit, Func<long> used) => limit > 0 && used() >= limit;
}
