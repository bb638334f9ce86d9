using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Index;
using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Tests.Kit;

/// <summary>Tenants of points that are vectors and nothing else, in clouds.</summary>
internal static class Tenants
{
    public const int Dimension = 16;

    public static readonly VectorShape Shape = new(Dimension);

    public static readonly TenantAddress Address = new(7, "room / 漢字");

    public static StoredPoint Point(int number, float[] vector) => new($"p{number}", "", new Dictionary<string, string>(), vector, 1);

    /// <summary>An index with a graph over all its points; the first few are deleted.</summary>
    public static TenantIndex Grown(int points, int deleted = 0, int seed = 4)
    {
        var index = new TenantIndex(Shape, Clouds.Small) { Address = Address };
        var vectors = new Clouds(Dimension, seed).Many(points);
        Snapshots.Apply(index, [.. vectors.Select((vector, number) => Point(number, vector))], []);
        Snapshots.Apply(index, [], [.. Enumerable.Range(0, deleted).Select(number => $"p{number}")]);
        index.Keep(points, default);
        return index;
    }

    /// <summary>The ten nearest along the graph.</summary>
    public static int[] Walk(DenseIndex index, float[] query, SlotSet live) =>
        Clouds.Search(index, query, new DenseRequest(live, 10) { Path = SearchPath.Graph });
}
