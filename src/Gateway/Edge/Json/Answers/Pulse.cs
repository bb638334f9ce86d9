using Microsoft.AspNetCore.Connections;

namespace GroupChat.Gateway.Edge.Json.Answers;

/// <summary>Breaks a silence, so that nothing on the way takes a stream for dead. Streams of rooms say something more often themselves.</summary>
internal sealed class Pulse : IAsyncDisposable
{
    /// <summary>At least every other one of these something is said: within the minute that proxies wait.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(25);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _beating;
    private bool _hasSpoken;

    /// <param name="time">When.</param>
    /// <param name="beat">Says something.</param>
    public Pulse(TimeProvider time, Func<ValueTask> beat) => _beating = RunAsync(time, beat);

    /// <summary>Something was said.</summary>
    public void Spoken() => Volatile.Write(ref _hasSpoken, true);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _beating;
        _stop.Dispose();
    }

    private async Task RunAsync(TimeProvider time, Func<ValueTask> beat)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                if (!Interlocked.Exchange(ref _hasSpoken, false))
                    await beat();
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or ConnectionAbortedException)
        {
            // The stream has ended, or nobody listens any more.
        }
    }
}
