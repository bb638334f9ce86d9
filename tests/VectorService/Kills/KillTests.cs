using System.Diagnostics;
using System.Globalization;
using GroupChat.TestSupport;
using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Files;
using GroupChat.Vectors.Index;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Tests.Kit;
using Microsoft.Extensions.Logging;
using Xunit.Abstractions;

namespace GroupChat.Vectors.Tests.Kills;

/// <summary>
/// A process that writes is killed again and again. GROUPCHAT_KILLS=200 has it done so often; without it, twice.
/// </summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TempFolder _folder = new();
    private readonly LogCollector _log = new();
    private readonly KillLedger _ledger = new();
    private readonly Random _random = new(11);

    [Fact]
    public async Task Kill_WhileWriting_LosesNothingAcknowledgedAndTheIndexIsAsIfBuiltAnew()
    {
        var kills = int.Parse(Environment.GetEnvironmentVariable("GROUPCHAT_KILLS") ?? "2", CultureInfo.InvariantCulture);
        var graphs = 0;
        for (var kill = 1; kill <= kills; kill++)
        {
            await WriteAndKillAsync(kill);
            graphs += await CheckAsync() ? 1 : 0;
        }

        output.WriteLine($"{kills} kills, {_ledger.Acknowledged} acknowledged changes, {graphs} times a graph came from a file");
        Assert.True(graphs > 0, "no graph ever came from a file");
        Assert.DoesNotContain(_log.Entries, entry => entry.Level >= LogLevel.Warning);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _log.Dispose();
    }

    private async Task WriteAndKillAsync(int run)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(KillTests).Assembly.Location, "write", _folder.Path, $"{run}"])
        {
            RedirectStandardOutput = true,
        };
        using var child = Process.Start(start)!;
        try
        {
            // The first one long enough for a graph to be saved.
            var lines = run == 1 ? 500 : _random.Next(4, 400);
            for (var line = 0; line < lines || (run == 1 && line < 100_000 && !Saved()); line++)
                _ledger.Add((await child.StandardOutput.ReadLineAsync().Within(Patience))!);
        }
        finally
        {
            child.Kill(); // SIGKILL
        }

        foreach (var line in (await child.StandardOutput.ReadToEndAsync().Within(Patience)).Split('\n'))
            _ledger.Add(line);
        await child.WaitForExitAsync().Within(Patience);
    }

    private bool Saved() => Directory.Exists(_folder.File("vectors"))
        && Directory.EnumerateFiles(_folder.File("vectors"), "*.index", SearchOption.AllDirectories).Any();

    /// <summary>True when the index came with a graph.</summary>
    private async Task<bool> CheckAsync()
    {
        await using var house = new KilledHouse(_folder.Path, new Logger<IndexFolder>(_log));
        var room = await house.RoomAsync().Within();
        var points = (await house.Store.LoadAsync(room, null, default).Within()).Points;
        _ledger.Settle(points.ToDictionary(point => point.Id, WriteOf)); // throws if an id is there twice
        Assert.All(points, point => Assert.Equal(WritingChild.VectorOf(WriteOf(point)), point.Vector));

        var index = (await house.Loader.LoadAsync(room, Tenants.Shape, default).Within(Patience)).Index;
        var hadGraph = index.Snapshot.Segment.Dense.InGraph > 0;
        var anew = new TenantIndex(Tenants.Shape, Clouds.Small);
        Snapshots.Apply(anew, points, []);
        Assert.Equal(Ids(anew.Snapshot), Ids(index.Snapshot));
        if (points.Count > Clouds.Small.ScanLimit)
            Compare(index, anew, points);
        return hadGraph;
    }

    private static void Compare(TenantIndex index, TenantIndex anew, IReadOnlyList<StoredPoint> points)
    {
        index.Keep(int.MaxValue, default);
        anew.Keep(int.MaxValue, default);
        var rows = points.Select(point => point.Vector).ToArray();
        var all = Clouds.Slots(Enumerable.Range(0, rows.Length));
        double recall = 0, recallAnew = 0;
        var queries = new Clouds(Tenants.Dimension, seed: 12).Many(1_000);
        foreach (var query in queries)
        {
            var truth = Clouds.Nearest(rows, query, all, 10).Select(slot => points[slot].Vector).ToArray();
            recall += Share(index.Snapshot, query, truth);
            recallAnew += Share(anew.Snapshot, query, truth);
        }

        Assert.InRange(recall / queries.Length, (recallAnew / queries.Length) - 0.005, 1);
    }

    // By score: points of one write have the same vector, and any of them will do.
    private static double Share(TenantSnapshot snapshot, float[] query, float[][] truth)
    {
        var least = System.Numerics.Tensors.TensorPrimitives.Dot(truth[^1], query) - 1e-5f;
        return Clouds.Search(snapshot.Segment.Dense, query, new DenseRequest(snapshot.Live, 10) { Path = SearchPath.Graph, Width = 200 })
            .Count(slot => System.Numerics.Tensors.TensorPrimitives.Dot(snapshot.Segment.Dense.Rows.Row(slot), query) >= least) / 10.0;
    }

    private static int WriteOf(StoredPoint point) => int.Parse(point.Text.AsSpan("write ".Length), CultureInfo.InvariantCulture);

    private static string[] Ids(TenantSnapshot snapshot)
    {
        var ids = new List<string>();
        foreach (var slot in snapshot.Live)
            ids.Add(snapshot.Point(slot).Id);
        return [.. ids.Order(StringComparer.Ordinal)];
    }
}
