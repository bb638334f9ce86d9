namespace GroupChat.ServiceDefaults.Workers;

/// <summary>Where callers of a worker wait for a child, and the supervisor for callers.</summary>
internal sealed class WorkerDesk(string kind, TimeProvider time)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _changed = NewSignal();
    private TaskCompletionSource _wanted = NewSignal();
    private WorkerSession? _session;
    private long _refusedAt;
    private TimeSpan _refusedFor;
    private bool _isStopped;

    public async Task<WorkerLease> LeaseAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        for (var start = time.GetTimestamp(); ;)
        {
            if (TryTake(out var changed) is { } lease)
                return lease;
            var rest = patience - time.GetElapsedTime(start);
            if (rest <= TimeSpan.Zero)
                throw WorkerErrors.NotReady(kind, TimeSpan.Zero);
            try
            {
                await changed.WaitAsync(rest, time, cancellationToken);
            }
            catch (TimeoutException)
            {
                // Said above, after a last look.
            }
        }
    }

    /// <summary>Waits until somebody needs a child.</summary>
    public Task WantedAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
            return _wanted.Task.WaitAsync(cancellationToken);
    }

    public void Open(WorkerSession session)
    {
        lock (_gate)
        {
            (_session, _refusedFor) = (session, TimeSpan.Zero);
            SignalChange();
        }
    }

    /// <summary>That child is no more, or never was. Who still waits asks for another.</summary>
    public void Close()
    {
        lock (_gate)
        {
            (_session, _wanted) = (null, NewSignal());
            SignalChange();
        }
    }

    /// <summary>No child for so long: callers hear of it at once.</summary>
    public void Refuse(TimeSpan pause)
    {
        lock (_gate)
        {
            (_refusedAt, _refusedFor) = (time.GetTimestamp(), pause);
            SignalChange();
        }
    }

    public void Stop()
    {
        lock (_gate)
        {
            _isStopped = true;
            SignalChange();
        }
    }

    private WorkerLease? TryTake(out Task changed)
    {
        lock (_gate)
        {
            if (_isStopped)
                throw WorkerErrors.Stopping(kind);
            changed = _changed.Task;
            if (_session?.TryEnter() is { } lease)
                return lease;
            _wanted.TrySetResult();
            if (_refusedFor - time.GetElapsedTime(_refusedAt) is var pause && pause > TimeSpan.Zero)
                throw WorkerErrors.NotReady(kind, pause);
            return null;
        }
    }

    private void SignalChange()
    {
        _changed.SetResult();
        _changed = NewSignal();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
