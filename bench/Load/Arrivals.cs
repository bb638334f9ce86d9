using System.Diagnostics;

namespace GroupChat.Bench.Load;

/// <summary>What reached the subscribers: how many, how late, and whether any of it was out of place.</summary>
internal sealed class Arrivals
{
    private const int Buckets = 200_000;
    private const double BucketMilliseconds = 0.05;

    private readonly int[] _late = new int[Buckets];
    private long _count;
    private long _faults;

    public long Count => Volatile.Read(ref _count);

    /// <summary>Messages that were not the next one of their room.</summary>
    public long Faults => Volatile.Read(ref _faults);

    public void Add(in Stamp stamp, bool inPlace)
    {
        var bucket = (int)(Stopwatch.GetElapsedTime(stamp.SentAt).TotalMilliseconds / BucketMilliseconds);
        Interlocked.Increment(ref _late[Math.Clamp(bucket, 0, Buckets - 1)]);
        if (!inPlace)
            Interlocked.Increment(ref _faults);
        Interlocked.Increment(ref _count);
    }

    public void Reset()
    {
        Array.Clear(_late);
        Volatile.Write(ref _count, 0);
    }

    public double Milliseconds(double percent)
    {
        var rest = (long)(Count * percent / 100);
        for (var bucket = 0; bucket < Buckets; bucket++)
        {
            if ((rest -= _late[bucket]) < 0)
                return (bucket + 1) * BucketMilliseconds;
        }

        return Buckets * BucketMilliseconds;
    }

    public async Task ReachAsync(long count, TimeSpan patience)
    {
        for (var start = Stopwatch.GetTimestamp(); Count < count; await Task.Delay(5))
        {
            if (Stopwatch.GetElapsedTime(start) > patience)
                throw new InvalidOperationException($"only {Count} of {count} deliveries arrived, {Faults} of them out of place");
        }
    }
}
