using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Dense.Sketches;
using GroupChat.Vectors.Files;
using GroupChat.Vectors.Index;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Tests.Kit;

namespace GroupChat.Vectors.Tests.Dense.Sketches;

/// <summary>A scan that passes rows by for their sketches finds what one finds that looks at all of them.</summary>
public sealed class SketchScanTests
{
    private const int Rows = 3_000;
    private const int Nearest = 10;

    public static TheoryData<string, int, string> Ways()
    {
        var ways = new TheoryData<string, int, string>();
        foreach (var metric in Enum.GetNames<VectorMetric>())
        {
            ways.Add(metric, 128, "clouds");
            ways.Add(metric, 200, "sparse");
            ways.Add(metric, 384, "noise");
            ways.Add(metric, 384, "few");
            if (metric != nameof(VectorMetric.Euclidean)) // bytes do not tell apart what is close to each other and far from the first
                ways.Add(metric, 130, "lengths");
        }

        return ways;
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Search_AnyVectors_FindsTheNearest(string metricName, int dimension, string kind)
    {
        var metric = Enum.Parse<VectorMetric>(metricName);
        var random = new Random(dimension);
        var clouds = new Clouds(dimension, seed: 3);
        var rows = Enumerable.Range(0, Rows).Select(i => Vector(random, clouds, i, dimension, kind)).ToArray();
        var index = Clouds.IndexOf(rows, metric);
        // Whole words, words with holes, none, and the last one cut off: but most of them.
        var among = Clouds.Slots(Enumerable.Range(0, Rows - 20).Where(slot => slot % 9 != 0 && slot is < 640 or > 770));
        Assert.True(SketchScan.Suits(index.Rows.View, among));
        var queries = Enumerable.Range(0, 40).Select(i => Vector(random, clouds, i, dimension, kind)).ToArray();
        var (found, all) = (0, 0);
        foreach (var query in queries)
        {
            var truth = Clouds.Search(index, query, new DenseRequest(among, Nearest) { Exact = true });
            var scan = new ScoredSlot[Nearest];
            var least = Scores(index, query, new(among, Nearest) { Exact = true })[^1];
            // Equally close ones may stand for each other.
            found += Scores(index, query, new(among, Nearest) { Path = SearchPath.Codes }).Count(score => score >= least);
            all += truth.Length;
        }

        Assert.InRange((double)found / all, 0.999, 1);
    }

    [Fact]
    public void Suits_ShortVectorsAndSmallSets_No()
    {
        var few = Clouds.Slots(Enumerable.Range(0, 40));
        Assert.False(SketchScan.Suits(Clouds.IndexOf(new Clouds(64, seed: 1).Many(50)).Rows.View, few));
        Assert.True(SketchScan.Suits(Clouds.IndexOf(new Clouds(128, seed: 1).Many(50)).Rows.View, few));
        Assert.False(SketchScan.Suits(Clouds.IndexOf(new Clouds(128, seed: 1).Many(100)).Rows.View, few));
    }

    [Fact]
    public void Search_Warm_AllocatesNothing()
    {
        var rows = new Clouds(384, seed: 2).Many(1_500);
        var index = Clouds.IndexOf(rows);
        var request = new DenseRequest(Clouds.Slots(Enumerable.Range(0, rows.Length)), Nearest) { Path = SearchPath.Codes };
        var found = new ScoredSlot[Nearest];
        long allocated = -1;
        for (var round = 0; round < 3; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            index.Search(rows[round], request, found);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Open_SavedWithSketches_FindsTheSameAndTellsAFlippedBit()
    {
        const int dimension = 130;
        var (address, shape) = (new TenantAddress(1, "room"), new VectorShape(dimension));
        var index = new TenantIndex(shape, Clouds.Small) { Address = address };
        var clouds = new Clouds(dimension, seed: 5);
        Snapshots.Apply(index, [.. clouds.Many(700).Select((vector, number) => Tenants.Point(number, vector))], []);
        index.Keep(700, default);
        using var files = new IndexFiles();
        Assert.True(files.Folder.Save(address, index.Snapshot, default));
        var saved = files.Folder.Open(address, shape, Clouds.Small)!;
        var request = new DenseRequest(index.Snapshot.Live, Nearest) { Path = SearchPath.Codes };
        foreach (var query in clouds.Many(30))
            Assert.Equal(Clouds.Search(index.Snapshot.Segment.Dense, query, request), Clouds.Search(saved.Dense, query, request));
        var bytes = File.ReadAllBytes(files.Paths[0]);
        var place = IndexFileHeader.Read(bytes[..IndexFileHeader.Bytes]).Sections[(int)IndexSection.Sketches];
        Assert.Equal(700 * Sketch.Stride(dimension), place.Length);
        bytes[place.Offset + (place.Length / 2)] ^= 4;
        File.WriteAllBytes(files.Paths[0], bytes);
        Assert.Null(files.Folder.Open(address, shape, Clouds.Small));
        Assert.Single(files.Warnings);
    }

    private static float[] Scores(DenseIndex index, float[] query, DenseRequest request)
    {
        var found = new ScoredSlot[request.Limit];
        return [.. found.Take(index.Search(query, request, found)).Select(one => (float)one.Score)];
    }

    private static float[] Vector(Random random, Clouds clouds, int number, int dimension, string kind)
    {
        switch (kind)
        {
            case "sparse": // as hashed text is
                var sparse = new float[dimension];
                for (var i = 0; i < 6; i++)
                    sparse[random.Next(dimension)] = random.Next(2) == 0 ? 1 : -1;
                sparse[number % dimension] = 2;
                return sparse;
            case "noise": // nothing is near to anything: nearly all that a sketch says is doubtful
                return [.. Enumerable.Range(0, dimension).Select(_ => random.NextSingle() - 0.5f)];
            case "few": // many are the same
                return clouds.Next(number % 3).Select((value, i) => i < 4 ? value : 0.25f).ToArray();
            case "lengths":
                var length = MathF.Pow(10, random.Next(-3, 4));
                return Array.ConvertAll(clouds.Next(number), value => value * length);
            default:
                return clouds.Next(number);
        }
    }
}
