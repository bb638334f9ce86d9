using System.Threading.Tasks.Sources;

namespace GroupChat.Chat.Delivery;

/// <summary>
/// "There may be something to do": any number of threads set it, one loop waits for it, and what is set while nobody waits is
/// remembered once. A wait allocates nothing; setting it hops to the thread pool only when the loop sleeps.
/// </summary>
internal sealed class WakeSignal : IValueTaskSource
{
    private readonly Lock _gate = new();
    private Action<object?>? _continuation;
    private object? _state;
    private short _version;
    private bool _signalled;
    private bool _isStoodIn;

    /// <summary>Wakes the loop on the thread pool: for threads that must not do the loop's work, such as the one that commits.</summary>
    public void Set()
    {
        var (continuation, state) = Take();
        if (continuation is not null)
            ThreadPool.UnsafeQueueUserWorkItem(continuation, state, preferLocal: true);
    }

    /// <summary>
    /// Wakes the loop on this thread, which returns when the loop waits again: spares an answer the hop to another thread. For
    /// callers on the thread pool that hold no lock.
    /// </summary>
    public void SetHere()
    {
        var (continuation, state) = Take();
        if (continuation is not null)
            continuation(state);
    }

    /// <summary>
    /// True when the loop sleeps: it sleeps on while the caller does its work, alone, until <see cref="EndStandIn"/>. Otherwise this
    /// is a set, which whoever does the work now finds when it is done.
    /// </summary>
    public bool TryStandIn()
    {
        lock (_gate)
        {
            if (_continuation is not null && !_isStoodIn)
                return _isStoodIn = true;
            _signalled = true;
            return false;
        }
    }

    /// <summary>Lets the loop sleep, unless it was set meanwhile; or runs it here, for what is left to do.</summary>
    public void EndStandIn(bool isDone)
    {
        lock (_gate)
        {
            _isStoodIn = false;
            if (isDone && !_signalled)
                return;
        }

        SetHere();
    }

    /// <summary>Completes once set since the last wait ended. One waiter at a time.</summary>
    public ValueTask WaitAsync()
    {
        lock (_gate)
        {
            if (!_signalled)
                return new ValueTask(this, _version);
            _signalled = false;
            return ValueTask.CompletedTask;
        }
    }

    void IValueTaskSource.GetResult(short token)
    {
        lock (_gate)
        {
            _version++;
            _signalled = false;
        }
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token)
    {
        lock (_gate)
            return _signalled ? ValueTaskSourceStatus.Succeeded : ValueTaskSourceStatus.Pending;
    }

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        lock (_gate)
        {
            if (!_signalled)
            {
                (_continuation, _state) = (continuation, state);
                return;
            }
        }

        // Set between the waiter's look at the status and now.
        ThreadPool.UnsafeQueueUserWorkItem(continuation, state, preferLocal: true);
    }

    /// <summary>Remembers that it was set, and takes the sleeping loop's continuation, so that it runs once; none when it runs or is stood in for.</summary>
    private (Action<object?>? Continuation, object? State) Take()
    {
        lock (_gate)
        {
            _signalled = true;
            if (_isStoodIn)
                return default;
            var taken = (_continuation, _state);
            (_continuation, _state) = (null, null);
            return taken;
        }
    }
}
