using System.Diagnostics;
using GroupChat.Bench.Load;
using GroupChat.Bench.Vectors;
using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Files;
using GroupChat.Vectors.Index;
using GroupChat.Vectors.Points;
using Microsoft.Extensions.Logging.Abstractions;

namespace GroupChat.Bench.Benches;

/// <summary>Opening a saved index, every byte compared with its checksum and every link looked at, until it can be searched.</summary>
internal static class VectorLoadBench
{
    private static readonly TenantAddress Address = new(1, "bench");

    public static Task RunAsync(bool quick)
    {
        var (count, rounds) = quick ? (100_000, 3) : (1_000_000, 7);
        var root = Directory.CreateTempSubdirectory("groupchat-bench-").FullName;
        try
        {
            var files = new IndexFolder(root, NullLogger<IndexFolder>.Instance);
            var saving = Save(files, count, out var query, out var nearest);
            List<double> ours = [], reading = [];
            for (var round = 0; round <= rounds; round++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers(); // the memory of the round before
                var opened = Open(files, query, nearest);
                var read = Read(root);
                if (round == 0)
                    continue; // the first one warms
                ours.Add(opened);
                reading.Add(read);
            }

            var conditions = FormattableString.Invariant($"{count} x {VectorSet.Dimension}, links at random (all are read and checked), file in the page cache, {rounds} rounds");
            new Figure("vector-load", "seconds", Measure.Percentile(ours, 50), Measure.Percentile(reading, 50), "reading the file and nothing else", "s", conditions).Print();
            new Figure("vector-load", "save_seconds", saving, null, null, "s", "the same, once, until it is on disk").Print();
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }

        return Task.CompletedTask;
    }

    private static double Save(IndexFolder files, int count, out float[] query, out int nearest)
    {
        var dense = RandomGraph.Of(count);
        var segment = new Segment(dense, DenseSettings.Default);
        for (var i = 0; i < count; i++)
            segment.Describe(new IndexedPoint(new StoredPoint($"document-{i / 20}/{i % 20}", "", new Dictionary<string, string>(), [], 1)));
        var all = SlotSet.Empty.With([.. Enumerable.Range(0, count)], []);
        query = dense.Rows.Row(count / 3).ToArray();
        nearest = Nearest(dense, all, query);
        var start = Stopwatch.GetTimestamp();
        if (!files.Save(Address, new TenantSnapshot(segment, all, 0, new()), default))
            throw new InvalidOperationException("The index could not be saved.");
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Open(IndexFolder files, float[] query, int nearest)
    {
        var start = Stopwatch.GetTimestamp();
        var saved = files.Open(Address, new(VectorSet.Dimension), DenseSettings.Default)!;
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var all = SlotSet.Empty.With([.. Enumerable.Range(0, saved.Dense.Rows.Count)], []);
        return Nearest(saved.Dense, all, query) == nearest ? seconds : throw new InvalidOperationException("It answers differently.");
    }

    private static int Nearest(DenseIndex dense, SlotSet all, float[] query)
    {
        var found = new ScoredSlot[1];
        dense.Search(query, new DenseRequest(all, 1) { Path = SearchPath.Codes }, found);
        return found[0].Slot;
    }

    private static double Read(string root)
    {
        var start = Stopwatch.GetTimestamp();
        using var file = File.OpenRead(Directory.EnumerateFiles(root, "*.index", SearchOption.AllDirectories).Single());
        var buffer = new byte[1024 * 1024];
        while (file.Read(buffer) > 0)
        {
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
