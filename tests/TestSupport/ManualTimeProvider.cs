namespace GroupChat.TestSupport;

/// <summary>
/// Time that stands still until the test moves it. Timers, delays, timeouts and periodic timers made from it fire inside
/// <see cref="Advance"/>, in the order in which they are due, each at its own moment; one that is due at once waits for it too.
/// </summary>
public sealed class ManualTimeProvider(DateTimeOffset? start = null) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private TaskCompletionSource _scheduled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _now = start ?? new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How many timers are waiting: lets a test see that its subject has gone to sleep.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
                return _timers.Count(timer => timer.Due is not null);
        }
    }

    /// <summary>Returns when at least so many timers are waiting: the subject has gone to sleep, and can be woken by <see cref="Advance"/>.</summary>
    public async Task UntilWaitingAsync(int timers)
    {
        while (true)
        {
            Task scheduled;
            lock (_gate)
                scheduled = _scheduled.Task;
            if (Waiting >= timers)
                return;
            await scheduled.Within();
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves time forward and fires what falls due on the way, on this thread.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var end = GetUtcNow() + by;
        while (NextDue(end) is { } timer)
            timer.Fire();
        lock (_gate)
            _now = end;
    }

    internal void Schedule(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
            timer.Due = dueTime == Timeout.InfiniteTimeSpan ? null : _now + dueTime;
            timer.Period = period;
            if (timer.Due is null)
                return;
            _timers.Add(timer);
            _scheduled.SetResult();
            _scheduled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    internal void Remove(ManualTimer timer)
    {
        lock (_gate)
            _timers.Remove(timer);
    }

    private ManualTimer? NextDue(DateTimeOffset end)
    {
        lock (_gate)
        {
            // MinBy takes the first of equals: timers due at the same moment fire in the order of their making.
            var next = _timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
            if (next is null)
                return null;
            _now = next.Due!.Value > _now ? next.Due.Value : _now;
            _timers.Remove(next);
            next.Due = next.Period > TimeSpan.Zero ? next.Due + next.Period : null;
            if (next.Due is not null)
                _timers.Add(next);
            return next;
        }
    }
}
