using System.Numerics.Tensors;

namespace GroupChat.Bench.Vectors;

/// <summary>
/// Vectors as hard to search as those of real text (intrinsic dimension 23 at 100,000): 64 topics of 32 themes of uneven size in 48
/// hidden dimensions, bent and with noise in the dimensions shown, of unit length. A row depends on its number only.
/// </summary>
internal sealed class TopicVectors
{
    public const int Themes = Topics * ThemesPerTopic;

    private const int Topics = 64;
    private const int ThemesPerTopic = 32;
    private const int Hidden = 48;
    private const double ThemeSpread = 0.7;
    private const double PointSpread = 1.2;
    private const float Bend = 0.5f;
    private const float Noise = 0.3f;

    private readonly float[][] _centres;
    private readonly double[] _shares;
    private readonly float[][] _straight;
    private readonly float[][] _bent;
    private readonly float[] _phases;
    private readonly ulong _seed;

    public TopicVectors(int dimension, ulong seed)
    {
        _seed = seed;
        Dimension = dimension;
        var normal = new NormalNumbers(seed);
        var topics = Many(Topics, Hidden, normal, 1);
        _centres = [.. Enumerable.Range(0, Themes).Select(theme => Around(topics[theme / ThemesPerTopic], normal))];
        _shares = SharesOf(normal);
        _straight = Many(dimension, Hidden, normal, 1 / Math.Sqrt(Hidden));
        _bent = Many(dimension, Hidden, normal, 1 / Math.Sqrt(Hidden));
        _phases = [.. Enumerable.Range(0, dimension).Select(_ => (float)(normal.Uniform() * 2 * Math.PI))];
    }

    public int Dimension { get; }

    /// <summary>Writes a row and returns its theme; themes of one topic have numbers one after the other.</summary>
    public int Write(long number, Span<float> row)
    {
        var normal = new NormalNumbers(_seed ^ ((ulong)(number + 1) * 0xD1342543DE82EF95));
        var theme = ThemeAt(normal.Uniform());
        Span<float> hidden = stackalloc float[Hidden];
        for (var i = 0; i < Hidden; i++)
            hidden[i] = _centres[theme][i] + (float)(PointSpread * normal.Next());
        for (var i = 0; i < Dimension; i++)
        {
            row[i] = TensorPrimitives.Dot(_straight[i], hidden)
                + (Bend * MathF.Sin(TensorPrimitives.Dot(_bent[i], hidden) + _phases[i]))
                + (Noise * (float)normal.Next());
        }

        TensorPrimitives.Divide(row, TensorPrimitives.Norm(row), row);
        return theme;
    }

    private static float[][] Many(int count, int length, NormalNumbers normal, double spread) =>
        [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, length).Select(_ => (float)(spread * normal.Next())).ToArray())];

    private static float[] Around(float[] topic, NormalNumbers normal) =>
        [.. topic.Select(value => value + (float)(ThemeSpread * normal.Next()))];

    /// <summary>Sizes by Zipf's law with exponent one half, in random order, summed up.</summary>
    private static double[] SharesOf(NormalNumbers normal)
    {
        var sizes = Enumerable.Range(1, Themes).Select(rank => (Size: 1 / Math.Sqrt(rank), Order: normal.Uniform()))
            .OrderBy(theme => theme.Order).Select(theme => theme.Size).ToArray();
        var total = sizes.Sum();
        var sum = 0.0;
        return [.. sizes.Select(size => (sum += size) / total)];
    }

    private int ThemeAt(double share)
    {
        var at = Array.BinarySearch(_shares, share);
        return Math.Min(at < 0 ? ~at : at, Themes - 1);
    }
}
