namespace GroupChat.Gateway.Protection;

/// <summary>
/// Tokens that come back with time, counted when somebody asks: no timer runs, whatever the number of buckets. (The framework's
/// limiters replenish every bucket ten times a second, by the system's clock only.)
/// </summary>
internal sealed class TokenBucket(RateOptions rate, TimeProvider time)
{
    private readonly Lock _gate = new();
    private double _tokens = rate.Burst;
    private long _counted = time.GetTimestamp();

    /// <summary>Nobody has asked for long enough that a new bucket would be the same.</summary>
    public bool IsFull
    {
        get
        {
            lock (_gate)
            {
                Count();
                return _tokens >= rate.Burst;
            }
        }
    }

    /// <summary>Takes tokens and answers null, or takes none and says how long it takes until there are enough.</summary>
    public TimeSpan? TryTake(int tokens = 1)
    {
        lock (_gate)
        {
            Count();
            var wanted = Math.Min(tokens, rate.Burst);
            if (_tokens < wanted)
                return TimeSpan.FromSeconds(Math.Max(0.001, (wanted - _tokens) / rate.PerSecond));
            _tokens -= wanted;
            return null;
        }
    }

    /// <summary>Undoes a taking.</summary>
    public void GiveBack()
    {
        lock (_gate)
        {
            Count();
            _tokens = Math.Min(rate.Burst, _tokens + 1);
        }
    }

    /// <summary>Takes what there is, down to nothing.</summary>
    public void Drain(int tokens)
    {
        lock (_gate)
        {
            Count();
            _tokens = Math.Max(0, _tokens - tokens);
        }
    }

    private void Count()
    {
        var now = time.GetTimestamp();
        _tokens = Math.Min(rate.Burst, _tokens + (time.GetElapsedTime(_counted, now).TotalSeconds * rate.PerSecond));
        _counted = now;
    }
}
