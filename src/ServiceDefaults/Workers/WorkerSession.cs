namespace GroupChat.ServiceDefaults.Workers;

/// <summary>The time of one child in which it may be called.</summary>
internal sealed class WorkerSession : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _lost = new();
    private readonly TaskCompletionSource _condemned = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeProvider _time;
    private long _idleSince;
    private int _leases;
    private bool _isClosed;

    public WorkerSession(WorkerChannel channel, TimeProvider time)
    {
        (Channel, _time, _idleSince) = (channel, time, time.GetTimestamp());
        Lost = _lost.Token;
    }

    public WorkerChannel Channel { get; }

    public CancellationToken Lost { get; }

    public Task Condemned => _condemned.Task;

    public WorkerLease? TryEnter()
    {
        lock (_gate)
        {
            if (_isClosed)
                return null;
            _leases++;
        }
        return new WorkerLease(this);
    }

    public void Leave()
    {
        lock (_gate)
        {
            _leases--;
            _idleSince = _time.GetTimestamp();
            if (_isClosed && _leases == 0)
                _drained.TrySetResult();
        }
        Release();
    }

    /// <summary>Closes it if nobody has used it for so long.</summary>
    public bool CloseIfIdle(TimeSpan limit)
    {
        lock (_gate)
        {
            _isClosed |= _leases == 0 && _time.GetElapsedTime(_idleSince) >= limit;
            return _isClosed;
        }
    }

    /// <summary>Lets nobody in from now on; done when the last has left.</summary>
    public Task DrainAsync()
    {
        lock (_gate)
        {
            _isClosed = true;
            if (_leases == 0)
                _drained.TrySetResult();
        }
        return _drained.Task;
    }

    public void Condemn() => _condemned.TrySetResult();

    /// <summary>The child has ended. Calls in progress hear it from the connection, not by being cancelled: the channel goes after the last.</summary>
    public void Dispose()
    {
        _ = DrainAsync();
        _lost.Cancel();
        _lost.Dispose();
        Release();
    }

    private void Release()
    {
        if (Lost.IsCancellationRequested && _drained.Task.IsCompleted)
            Channel.Dispose();
    }
}
