using GroupChat.Bench.Load;
using GroupChat.Bench.Vectors;
using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Dense.Graph;

namespace GroupChat.Bench.Benches;

/// <summary>What building the graph costs, and what it weighs.</summary>
internal static class VectorBuildBench
{
    private const int Width = 48;

    public static Task RunAsync(bool quick)
    {
        var (count, rounds) = quick ? (20_000, 1) : (100_000, 3);
        var set = new VectorSet(count, queries: 500);
        using var baseline = new HnswProcess(set);
        new VectorSide(new VectorSet(2_000, 1)).Build(); // the first one warms
        List<double> ours = [], theirs = [];
        VectorSide side = new(set);
        for (var round = 0; round < rounds; round++)
        {
            side = new VectorSide(set);
            ours.Add(side.Build());
            theirs.Add(baseline.Build());
        }

        var truth = Recall.Truth(set, side.All);
        var found = Recall.Of(side.Search(new() { Path = SearchPath.Graph, Width = Width }).Found, truth);
        var conditions = FormattableString.Invariant($"{count} x {VectorSet.Dimension}, M {GraphShape.Chosen}, efConstruction {GraphShape.BuildWidth}, one thread, {rounds} rounds");
        new Figure("vector-build", "cpu_seconds", Measure.Percentile(ours, 50), Measure.Percentile(theirs, 50), HnswProcess.Name, "s", conditions).Print();
        new Figure("vector-build", "recall", found, Recall.Of(baseline.Search(Width).Found, truth), HnswProcess.Name, "share", FormattableString.Invariant($"{conditions}, ef {Width}")).Print();
        new Figure("vector-build", "bytes_per_vector", (double)side.Index.Bytes / count, null, null, "bytes", conditions).Print();
        return Task.CompletedTask;
    }
}
