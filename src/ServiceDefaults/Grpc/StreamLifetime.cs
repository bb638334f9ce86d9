using Microsoft.Extensions.Hosting;

namespace GroupChat.ServiceDefaults.Grpc;

/// <summary>
/// How long streams live when the host stops. At <see cref="Stopping"/> a stream says goodbye in its own words (a
/// <c>go_away</c> with a resume cursor) and ends; what still runs <see cref="Grace"/> later is ended from outside, through
/// its call's cancellation token, so that nobody waits for a silent client.
/// </summary>
public sealed class StreamLifetime : IDisposable
{
    /// <summary>Time between the two: 5 seconds.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _ended = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenRegistration _registration;
    private ITimer? _timer;

    // Every open stream, and one more for the host until it stops.
    private int _open = 1;

    /// <summary>For the container.</summary>
    public StreamLifetime(IHostApplicationLifetime host, TimeProvider time)
    {
        Stopping = host.ApplicationStopping;
        _registration = Stopping.Register(() =>
        {
            _timer = time.CreateTimer(_ => _ended.Cancel(), null, Grace, Timeout.InfiniteTimeSpan);
            Leave();
        });
    }

    /// <summary>Fires when the host begins to stop: say goodbye now.</summary>
    public CancellationToken Stopping { get; }

    /// <summary>Fires when the grace is over. Every streaming call's own token is linked to it.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>Done when the host stops and the last stream has ended.</summary>
    internal Task Drained => _drained.Task;

    /// <summary>A client out there may still be about to read the goodbye of a stream.</summary>
    internal bool SaidGoodbye { get; private set; }

    internal void Enter() => Interlocked.Increment(ref _open);

    internal void LeaveStream(bool isService)
    {
        SaidGoodbye |= !isService && Stopping.IsCancellationRequested;
        Leave();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _registration.Dispose();
        _timer?.Dispose();
        _ended.Dispose();
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _open) == 0)
            _drained.TrySetResult();
    }
}
