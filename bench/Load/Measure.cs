using System.Diagnostics;

namespace GroupChat.Bench.Load;

/// <summary>Interleaved measuring: one side, the other side, again, so that a noisy machine hits both alike.</summary>
internal static class Measure
{
    // What is called often is compiled anew in the background: figures of the first seconds would show the compiler.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    /// <summary>Runs both sides in turn and returns the median of each. Rounds of the first seconds, and always the first one, are not counted.</summary>
    public static async Task<(double Ours, double Baseline)> InterleavedAsync(int rounds, Func<Task<double>> ours, Func<Task<double>> baseline)
    {
        var medians = await InterleavedAsync(rounds, [ours, baseline]);
        return (medians[0], medians[1]);
    }

    /// <summary>The same with any number of sides.</summary>
    public static async Task<double[]> InterleavedAsync(int rounds, IReadOnlyList<Func<Task<double>>> sides)
    {
        var begun = Stopwatch.GetTimestamp();
        do
        {
            foreach (var side in sides)
                await side();
        }
        while (Stopwatch.GetElapsedTime(begun) < WarmUp);

        var seen = sides.Select(_ => new List<double>()).ToList();
        for (var round = 0; round < rounds; round++)
        {
            for (var side = 0; side < sides.Count; side++)
                seen[side].Add(await sides[side]());
        }

        return [.. seen.Select(values => Percentile(values, 50))];
    }

    /// <summary>Median latency of sequential calls, in microseconds.</summary>
    public static async Task<double> MedianLatencyAsync(int calls, Func<Task> call)
    {
        var latencies = new List<double>(calls);
        for (var number = 0; number < calls; number++)
        {
            var start = Stopwatch.GetTimestamp();
            await call();
            latencies.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }
        return Percentile(latencies, 50);
    }

    /// <summary>Operations a second of a number of senders that each wait for one operation before the next.</summary>
    public static async Task<double> ThroughputAsync(int senders, TimeSpan duration, Func<int, Task> operation)
    {
        long done = 0;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, senders).Select(sender => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(start) < duration)
            {
                await operation(sender);
                Interlocked.Increment(ref done);
            }
        })));
        return done / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    public static double Percentile(IEnumerable<double> values, double percent)
    {
        var sorted = values.Order().ToArray();
        return sorted[(int)Math.Min(sorted.Length - 1, Math.Round(percent / 100 * (sorted.Length - 1)))];
    }
}
