namespace GroupChat.Agents.Turns;

/// <summary>The time that a run may take. It stands still while the run waits for people.</summary>
internal sealed class TurnDeadline(TimeSpan limit, TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _over = new(limit, time);
    private readonly long _start = time.GetTimestamp();
    private TimeSpan _waited;

    public CancellationToken Token => _over.Token;

    /// <summary>Waits for people; one wait at a time.</summary>
    public async Task<T> WaitAsync<T>(Task<T> people)
    {
        var begun = time.GetTimestamp();
        _over.CancelAfter(Timeout.InfiniteTimeSpan);
        try
        {
            return await people;
        }
        finally
        {
            _waited += time.GetElapsedTime(begun);
            var left = limit + _waited - time.GetElapsedTime(_start);
            _over.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }
    }

    public void Dispose() => _over.Dispose();
}
