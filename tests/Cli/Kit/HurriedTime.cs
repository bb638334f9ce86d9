namespace GroupChat.Cli.Tests.Kit;

/// <summary>The system's time, but whoever wants to wait ten seconds or less waits a moment: for backoff, not for timeouts.</summary>
internal sealed class HurriedTime : TimeProvider
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime > TimeSpan.Zero && dueTime <= Longest ? TimeSpan.FromMilliseconds(1) : dueTime, period);
}
