using System.Numerics.Tensors;
using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Index;

namespace GroupChat.Vectors.Tests.Kit;

/// <summary>Vectors in clusters, as those of texts are, and what brute force finds among them.</summary>
internal sealed class Clouds(int dimension, int seed)
{
    private const int Clusters = 40;

    /// <summary>A graph from 500 rows on, so that tests stay small.</summary>
    public static readonly DenseSettings Small = DenseSettings.Default with { ScanLimit = 500, FilteredScanLimit = 1_000 };

    private readonly Random _random = new(seed);
    private readonly float[][] _centres = CentresOf(dimension);

    public int ClusterOf(int row) => row % Clusters;

    /// <summary>The next vector of a cluster, of unit length.</summary>
    public float[] Next(int cluster)
    {
        var vector = _centres[cluster % Clusters].Select(value => value + (0.9f * Normal(_random))).ToArray();
        TensorPrimitives.Divide(vector, TensorPrimitives.Norm(vector), vector);
        return vector;
    }

    public float[][] Many(int count) => [.. Enumerable.Range(0, count).Select(row => Next(ClusterOf(row)))];

    public static DenseIndex IndexOf(IReadOnlyList<float[]> rows, VectorMetric metric = VectorMetric.Cosine)
    {
        var index = new DenseIndex(rows[0].Length, metric, Small);
        foreach (var row in rows)
            index.Rows.Append(row);
        return index;
    }

    public static SlotSet Slots(IEnumerable<int> slots) => SlotSet.Empty.With([.. slots], []);

    public static int[] Search(DenseIndex index, float[] query, DenseRequest request)
    {
        var found = new ScoredSlot[request.Limit];
        return [.. found.Take(index.Search(query, request, found)).Select(hit => hit.Slot)];
    }

    /// <summary>The true nearest among some rows.</summary>
    public static int[] Nearest(IReadOnlyList<float[]> rows, float[] query, SlotSet among, int limit, VectorMetric metric = VectorMetric.Cosine)
    {
        var scored = new List<(int Slot, double Score)>();
        foreach (var slot in among)
            scored.Add((slot, metric == VectorMetric.Euclidean ? -TensorPrimitives.Distance(rows[slot], query) : TensorPrimitives.Dot(rows[slot], query)));
        return [.. scored.OrderByDescending(one => one.Score).Take(limit).Select(one => one.Slot)];
    }

    /// <summary>Share of the true nearest found, over many queries.</summary>
    public static double Recall(
        DenseIndex index, IReadOnlyList<float[]> rows, IEnumerable<float[]> queries, DenseRequest request, VectorMetric metric = VectorMetric.Cosine) =>
        queries.Average(query => (double)Search(index, query, request)
            .Intersect(Nearest(rows, query, request.Among, request.Limit, metric)).Count() / request.Limit);

    private static float[][] CentresOf(int dimension)
    {
        var random = new Random(99);
        return [.. Enumerable.Range(0, Clusters).Select(_ => Enumerable.Range(0, dimension).Select(_ => Normal(random)).ToArray())];
    }

    private static float Normal(Random random) =>
        (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
