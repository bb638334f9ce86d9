using GroupChat.Bench.Load;
using GroupChat.Bench.Vectors;
using GroupChat.Vectors.Index;

namespace GroupChat.Bench.Benches;

/// <summary>Searching among what a filter lets through: chosen at random, or by theme, as a room or a document does.</summary>
internal static class VectorFilterBench
{
    private static readonly double[] Shares = [0.5, 0.1, 0.01, 0.001];

    public static Task RunAsync(bool quick)
    {
        var (count, rounds) = quick ? (20_000, 3) : (100_000, 7);
        var set = new VectorSet(count, queries: 300);
        var side = new VectorSide(set);
        side.Build();
        var all = new List<(double Recall, double Milliseconds)>();
        foreach (var share in Shares)
        {
            all.Add(Run(set, side, $"random {share}", Random(set, share), rounds));
            all.Add(Run(set, side, $"clustered {share}", ByTheme(set, share), rounds));
        }

        var conditions = FormattableString.Invariant($"{count} x {VectorSet.Dimension}, top {VectorSet.Nearest}, one thread, processor time, {rounds} rounds, 50 / 10 / 1 / 0.1 %, random and clustered");
        new Figure("vector-filter", "min_recall", all.Min(one => one.Recall), null, null, "share", conditions).Print();
        new Figure("vector-filter", "max_ms", all.Max(one => one.Milliseconds), null, null, "ms", conditions).Print();
        return Task.CompletedTask;
    }

    private static (double Recall, double Milliseconds) Run(VectorSet set, VectorSide side, string name, SlotSet among, int rounds)
    {
        List<double> milliseconds = [];
        int[] found = [];
        for (var round = 0; round <= rounds; round++)
        {
            (var seconds, found) = side.Search(new() { Among = among });
            if (round > 0)
                milliseconds.Add(seconds / set.Queries * 1_000);
        }

        var recall = Recall.Of(found, Recall.Truth(set, among));
        var median = Measure.Percentile(milliseconds, 50);
        Console.Error.WriteLine(FormattableString.Invariant($"{name}: {among.Count} rows, recall {recall:F4}, {median:F3} ms"));
        return (recall, median);
    }

    private static SlotSet Random(VectorSet set, double share)
    {
        var random = new Random(5);
        return SlotSet.Empty.With([.. Enumerable.Range(0, set.Count).Where(_ => random.NextDouble() < share)], []);
    }

    /// <summary>The rows of one theme after the other until there are enough.</summary>
    private static SlotSet ByTheme(VectorSet set, double share)
    {
        var rows = Enumerable.Range(0, set.Count).ToLookup(row => set.Themes[row]);
        var slots = new List<int>();
        for (var theme = 0; theme < TopicVectors.Themes && slots.Count < set.Count * share; theme++)
            slots.AddRange(rows[theme]);
        return SlotSet.Empty.With(slots, []);
    }
}
