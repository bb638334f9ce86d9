namespace GroupChat.Chaos.Tests.Faults;

/// <summary>What one direction of a link suffers from. Changed by the nemesis while bytes are on their way.</summary>
internal sealed class Fault
{
    private TaskCompletionSource? _stall;

    private volatile int _bytesPerSecond;
    private volatile int _latencyMilliseconds;

    /// <summary>Bytes let through in a second; 0 means no limit.</summary>
    public int BytesPerSecond
    {
        get => _bytesPerSecond;
        set => _bytesPerSecond = value;
    }

    /// <summary>Time that each piece waits before it goes on.</summary>
    public int LatencyMilliseconds
    {
        get => _latencyMilliseconds;
        set => _latencyMilliseconds = value;
    }

    /// <summary>Done when the direction is not stalled.</summary>
    public Task Flowing => Volatile.Read(ref _stall)?.Task ?? Task.CompletedTask;

    /// <summary>Nothing goes on from now on; what is sent waits.</summary>
    public void Stall() =>
        Interlocked.CompareExchange(ref _stall, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), null);

    /// <summary>Everything flows again, and what has waited with it.</summary>
    public void Heal()
    {
        (BytesPerSecond, LatencyMilliseconds) = (0, 0);
        Interlocked.Exchange(ref _stall, null)?.TrySetResult();
    }
}
