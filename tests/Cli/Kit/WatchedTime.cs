using GroupChat.TestSupport;

namespace GroupChat.Cli.Tests.Kit;

/// <summary>Time that stands still, and tells when somebody has begun to wait for a certain while.</summary>
internal sealed class WatchedTime : TimeProvider
{
    private readonly ManualTimeProvider _time = new();
    private readonly Lock _gate = new();
    private readonly List<(TimeSpan Wait, TaskCompletionSource Begun)> _awaited = [];

    public override long TimestampFrequency => _time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _time.GetUtcNow();

    public override long GetTimestamp() => _time.GetTimestamp();

    public void Advance(TimeSpan by) => _time.Advance(by);

    /// <summary>To be asked for before what begins the wait.</summary>
    public Task WaitOfAsync(TimeSpan wait)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
            _awaited.Add((wait, begun));
        return begun.Task;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, _time.CreateTimer(callback, state, dueTime, period));
        Begun(dueTime);
        return timer;
    }

    private void Begun(TimeSpan wait)
    {
        lock (_gate)
        {
            foreach (var awaited in _awaited.Where(awaited => awaited.Wait == wait))
                awaited.Begun.TrySetResult();
            _awaited.RemoveAll(awaited => awaited.Begun.Task.IsCompleted);
        }
    }

    private sealed class Timer(WatchedTime time, ITimer inner) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var changed = inner.Change(dueTime, period);
            time.Begun(dueTime);
            return changed;
        }

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
