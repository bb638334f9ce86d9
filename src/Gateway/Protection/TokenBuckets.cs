using System.Collections.Concurrent;

namespace GroupChat.Gateway.Protection;

/// <summary>
/// A bucket for each of many. Bounded: when there are too many, those that are full again go, which changes nothing; should none be,
/// all go, which for a moment lets a crowd through that is larger than we count.
/// </summary>
internal sealed class TokenBuckets(RateOptions rate, TimeProvider time, int most = 100_000)
{
    private readonly ConcurrentDictionary<string, TokenBucket> _buckets = new(StringComparer.Ordinal);
    private int _count;
    private int _sweeping;

    public int Count => _buckets.Count;

    /// <summary>Null when there was a token, or how long it takes until there is one.</summary>
    public TimeSpan? TryTake(string key) => Of(key).TryTake();

    public void GiveBack(string key) => Of(key).GiveBack();

    public void Drain(string key, int tokens) => Of(key).Drain(tokens);

    private TokenBucket Of(string key)
    {
        if (_buckets.TryGetValue(key, out var known))
            return known;
        var made = _buckets.GetOrAdd(key, _ => new(rate, time));
        if (Interlocked.Increment(ref _count) > most && Interlocked.Exchange(ref _sweeping, 1) == 0)
            Sweep();
        return made;
    }

    private void Sweep()
    {
        foreach (var (key, bucket) in _buckets)
        {
            if (bucket.IsFull)
                _buckets.TryRemove(key, out _);
        }

        if (_buckets.Count > most / 2)
            _buckets.Clear();
        Volatile.Write(ref _count, _buckets.Count);
        Volatile.Write(ref _sweeping, 0);
    }
}
