using GroupChat.Bench.Vectors;
using GroupChat.Vectors.Dense;

namespace GroupChat.Bench.Benches;

/// <summary>Nearest neighbours of single queries along the graph, on one thread, where both sides find equally many of the true ones.</summary>
internal static class VectorSearchBench
{
    private static readonly int[] Widths = [16, 24, 32, 40, 48, 64, 96, 128];

    public static Task RunAsync(bool quick)
    {
        var (count, rounds) = quick ? (20_000, 3) : (100_000, 7);
        var set = new VectorSet(count, queries: 1_000);
        var side = new VectorSide(set);
        using var baseline = new HnswProcess(set);
        side.Build();
        baseline.Build();
        var truth = Recall.Truth(set, side.All);
        RecallCurve codes = new(), floats = new(), theirs = new();
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var width in Widths)
            {
                Add(codes, width, round, side.Search(new() { Path = SearchPath.Graph, Width = width }));
                Add(theirs, width, round, baseline.Search(width));
                Add(floats, width, round, side.Search(new() { Path = SearchPath.Graph, Width = width, WalkByFloats = true }));
            }
        }

        foreach (var (name, curve) in new[] { ("int8", codes), ("f32", floats), ("hnswlib", theirs) })
            Console.Error.WriteLine($"{name}: {curve}");
        Report(codes, floats, theirs, FormattableString.Invariant($"{count} x {VectorSet.Dimension}, top {VectorSet.Nearest}, one thread, processor time, {rounds} rounds"));
        new Figure("vector-search", "allocated", side.Allocated(new() { Path = SearchPath.Graph }), null, null, "bytes/search", "warm").Print();
        return Task.CompletedTask;

        void Add(RecallCurve curve, int width, int round, (double Seconds, int[] Found) answer)
        {
            if (round > 0) // the first one warms
                curve.Add(width, Recall.Of(answer.Found, truth), set.Queries / answer.Seconds);
        }
    }

    private static void Report(RecallCurve codes, RecallCurve floats, RecallCurve theirs, string conditions)
    {
        foreach (var recall in new[] { 0.95, 0.99 })
        {
            var at = FormattableString.Invariant($"{conditions}, at recall {recall}");
            new Figure("vector-search", recall == 0.95 ? "qps_int8" : "qps_int8_99", codes.At(recall), theirs.At(recall), HnswProcess.Name, "queries/s", at).Print();
            new Figure("vector-search", recall == 0.95 ? "qps_f32" : "qps_f32_99", floats.At(recall), theirs.At(recall), HnswProcess.Name, "queries/s", at).Print();
        }
    }
}
