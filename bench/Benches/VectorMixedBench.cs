using GroupChat.Bench.Load;
using GroupChat.Bench.Vectors;
using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Index;

namespace GroupChat.Bench.Benches;

/// <summary>Searching while points are written durably, and after many were deleted and many came.</summary>
internal static class VectorMixedBench
{
    private const double Changed = 0.3;

    public static async Task RunAsync(bool quick)
    {
        var (count, rounds, seconds) = quick ? (30_000, 3, 3) : (100_000, 7, 6);
        var set = new VectorSet(count + (int)(count * Changed), queries: 500);
        AfterChanges(set, count);
        await using var side = await MixedSide.StartAsync(set, count);
        List<SearchSpeed> idle = [], mixed = [];
        for (var round = 0; round <= rounds; round++)
        {
            var alone = await side.SearchAsync(TimeSpan.FromSeconds(seconds), upsertsPerSecond: 0);
            var beside = await side.SearchAsync(TimeSpan.FromSeconds(seconds), upsertsPerSecond: 1_000);
            if (round == 0)
                continue; // the first one warms
            idle.Add(alone);
            mixed.Add(beside);
        }

        var conditions = FormattableString.Invariant($"{count} x {VectorSet.Dimension}, one thread searches, {Median(mixed, speed => speed.Upserts):F0} upserts/s in tens, fsync on, graph and compaction beside it, {rounds} rounds of {seconds} s");
        new Figure("vector-mixed", "qps", Median(mixed, speed => speed.Queries), Median(idle, speed => speed.Queries), "without writes", "queries/s", conditions).Print();
        new Figure("vector-mixed", "qps_cpu", Median(mixed, speed => speed.QueriesPerCpuSecond), Median(idle, speed => speed.QueriesPerCpuSecond), "without writes", "queries/s of the searching thread's processor time", conditions).Print();
        new Figure("vector-mixed", "searchable_ms", Median(mixed, speed => speed.SearchableP99), null, null, "ms", "from the call to durable and found, 99th percentile, " + conditions).Print();
    }

    private static double Median(List<SearchSpeed> rounds, Func<SearchSpeed, double> what) => Measure.Percentile(rounds.Select(what), 50);

    /// <summary>Deletes at random and by theme, as many inserted, no compaction: what the graph still finds.</summary>
    private static void AfterChanges(VectorSet set, int count)
    {
        var themes = TopicVectors.Themes * Changed;
        var random = new Random(5);
        Report("recall_after_changes_random", _ => random.NextDouble() < Changed);
        Report("recall_after_changes_clustered", row => set.Themes[row] < themes);

        void Report(string figure, Func<int, bool> isDeleted)
        {
            var index = new DenseIndex(VectorSet.Dimension);
            for (var row = 0; row < set.Count; row++)
            {
                index.Rows.Append(set.Row(row));
                if (row == count - 1)
                    index.Build(count);
            }

            index.Build(set.Count);
            var live = SlotSet.Empty.With([.. Enumerable.Range(0, set.Count).Where(row => row >= count || !isDeleted(row))], []);
            index.Calibrate(live, default);
            var side = new VectorSide(set, index);
            var (time, found) = side.Search(new() { Among = live, Alive = live.Count, Path = SearchPath.Graph });
            var conditions = FormattableString.Invariant($"{count} x {VectorSet.Dimension}, {set.Count - live.Count} deleted, {set.Count - count} inserted, width {index.Width.Width} as measured, {time / set.Queries * 1e6:F0} us of processor time a search");
            new Figure("vector-mixed", figure, Recall.Of(found, Recall.Truth(set, live)), null, null, "share", conditions).Print();
        }
    }
}
