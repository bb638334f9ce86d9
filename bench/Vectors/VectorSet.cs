using System.Runtime.InteropServices;

namespace GroupChat.Bench.Vectors;

/// <summary>Rows and queries of one measurement, and the true nearest of each query by brute force over floats.</summary>
internal sealed class VectorSet
{
    public const int Dimension = 384;
    public const int Nearest = 10;

    private readonly float[] _rows;
    private readonly float[] _queries;

    public VectorSet(int count, int queries)
    {
        var source = new TopicVectors(Dimension, seed: 42);
        (Count, Queries) = (count, queries);
        _rows = new float[count * Dimension];
        _queries = new float[queries * Dimension];
        Themes = new int[count];
        for (var i = 0; i < count; i++)
            Themes[i] = source.Write(i, _rows.AsSpan(i * Dimension, Dimension));
        for (var i = 0; i < queries; i++)
            source.Write((1L << 40) + i, _queries.AsSpan(i * Dimension, Dimension));
    }

    public int Count { get; }

    public int Queries { get; }

    public int[] Themes { get; }

    public ReadOnlySpan<float> Row(int row) => _rows.AsSpan(row * Dimension, Dimension);

    public ReadOnlySpan<float> Query(int query) => _queries.AsSpan(query * Dimension, Dimension);

    public void Save(string rows, string queries)
    {
        Save(rows, _rows);
        Save(queries, _queries);
    }

    private static void Save(string path, float[] values)
    {
        using var file = File.Create(path);
        file.Write(MemoryMarshal.AsBytes<float>(values));
    }
}
