using System.Numerics.Tensors;
using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Index;
using GroupChat.Vectors.Tests.Kit;

namespace GroupChat.Vectors.Tests.Dense;

/// <summary>Every way through an index answers by the collection's metric, for vectors of any length.</summary>
public sealed class MetricTests
{
    private const int Dimension = 48;
    private const int Rows = 1_500;

    public static TheoryData<string, string> Ways()
    {
        var ways = new TheoryData<string, string>();
        foreach (var metric in Enum.GetNames<VectorMetric>())
        {
            foreach (var path in Enum.GetNames<SearchPath>())
                ways.Add(metric, path);
        }

        return ways;
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Search_EveryPath_FindsAndScoresByTheMetric(string metricName, string pathName)
    {
        var (metric, path) = (Enum.Parse<VectorMetric>(metricName), Enum.Parse<SearchPath>(pathName));
        var clouds = new Clouds(Dimension, seed: 4);
        var rows = clouds.Many(Rows).Select((row, i) => Stored(metric, row, i)).ToArray();
        var index = Clouds.IndexOf(rows, metric);
        index.Build(int.MaxValue);
        var request = new DenseRequest(Clouds.Slots(Enumerable.Range(0, Rows)), 10) { Path = path, Width = 128 };
        var queries = Enumerable.Range(0, 30).Select(i => Stored(metric, clouds.Next(i), i)).ToArray();
        Assert.InRange(Clouds.Recall(index, rows, queries, request, metric), path == SearchPath.Graph ? 0.95 : 0.99, 1);
        foreach (var query in queries)
        {
            var found = new ScoredSlot[10];
            Assert.Equal(10, index.Search(query, request, found));
            Assert.Equal(found.OrderByDescending(one => one.Score).Select(one => one.Slot), found.Select(one => one.Slot));
            Assert.All(found, one => Assert.Equal(Truth(metric, rows[one.Slot], query), one.Score, Math.Abs(one.Score) * 1e-4));
        }
    }

    [Fact]
    public void Euclidean_CloseTogetherFarFromZero_IsTold()
    {
        // Their squares differ by less than a float can say.
        var rows = Enumerable.Range(0, 1_200).Select(i => Row(i)).ToArray();
        var index = Clouds.IndexOf(rows, VectorMetric.Euclidean);
        foreach (var path in new[] { SearchPath.Floats, SearchPath.Codes })
        {
            var request = new DenseRequest(Clouds.Slots(Enumerable.Range(0, rows.Length)), 3) { Path = path };
            Assert.Equal([700, 699, 701], Clouds.Search(index, Row(700, -0.001f), request));
        }

        static float[] Row(int i, float by = 0) => [50_000 + ((i + by) / 16f), 50_000, -50_000, 50_000];
    }

    [Fact]
    public void Restore_FileOfAnotherMetric_IsNotTaken()
    {
        using var files = new IndexFiles();
        Assert.True(files.Folder.Save(Tenants.Address, Tenants.Grown(600).Snapshot, default));
        Assert.Null(files.Folder.Open(Tenants.Address, Tenants.Shape with { Metric = VectorMetric.Dot }, Clouds.Small));
        Assert.Single(files.Warnings);
    }

    private static float[] Stored(VectorMetric metric, float[] vector, int i) => metric switch
    {
        VectorMetric.Cosine => vector,
        VectorMetric.Dot => Array.ConvertAll(vector, value => value * (1 + (i % 3))),
        _ => Array.ConvertAll(vector, value => (value * (1 + (i % 3))) + 7),
    };

    private static double Truth(VectorMetric metric, float[] row, float[] query) =>
        metric == VectorMetric.Euclidean ? -TensorPrimitives.Distance(row, query) : TensorPrimitives.Dot(row, query);
}
