using GroupChat.Bench.Load;
using GroupChat.Bench.Vectors;
using GroupChat.Vectors.Dense;

namespace GroupChat.Bench.Benches;

/// <summary>Looking at every row by its codes and at the best by their floats, where there is no graph.</summary>
internal static class VectorExactBench
{
    public static Task RunAsync(bool quick)
    {
        Run("ms_20k", "recall_20k", 20_000, quick ? 3 : 7);
        if (!quick)
            Run("ms_100k", "recall_100k", 100_000, 7);
        return Task.CompletedTask;
    }

    private static void Run(string figure, string recall, int count, int rounds)
    {
        var set = new VectorSet(count, queries: 500);
        var side = new VectorSide(set);
        side.Fill();
        List<double> ours = [], floats = [];
        int[] found = [];
        for (var round = 0; round <= rounds; round++)
        {
            (var seconds, found) = side.Search(new() { Path = SearchPath.Codes });
            var exact = side.Search(new() { Exact = true }).Seconds;
            if (round == 0)
                continue; // the first one warms
            ours.Add(seconds / set.Queries * 1_000);
            floats.Add(exact / set.Queries * 1_000);
        }

        var conditions = FormattableString.Invariant($"{count} x {VectorSet.Dimension}, top {VectorSet.Nearest}, one thread, processor time, {rounds} rounds");
        new Figure("vector-exact", figure, Measure.Percentile(ours, 50), Measure.Percentile(floats, 50), "the same over floats", "ms", conditions).Print();
        new Figure("vector-exact", recall, Recall.Of(found, Recall.Truth(set, side.All)), null, null, "share", conditions).Print();
    }
}
