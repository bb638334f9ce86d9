namespace GroupChat.Gateway.Sessions;

/// <summary>Says which uses of one credential are worth a note: one a minute.</summary>
internal sealed class UseClock
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private long _noted;

    /// <summary>Two calls at once may both be told so, which does no harm.</summary>
    public bool IsWorthANote(DateTimeOffset now)
    {
        if (now.Ticks - Volatile.Read(ref _noted) < Interval.Ticks)
            return false;
        Volatile.Write(ref _noted, now.Ticks);
        return true;
    }
}
