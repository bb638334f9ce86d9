using GroupChat.Vectors.Dense.Kernels;

namespace GroupChat.Vectors.Dense;

/// <summary>By floats: exact.</summary>
internal readonly unsafe struct ByFloats : IMeasure
{
    public static void Score(in VectorView view, in DenseQuery query, SearchScratch scratch, int count, Ahead ahead) =>
        Score(view, query.Floats, scratch, count, ahead);

    public static void Score(in VectorView view, float* query, SearchScratch scratch, int count, Ahead ahead)
    {
        var rows = scratch.Rows;
        var slots = scratch.Slots;
        var (floats, length) = (view.Floats, view.FloatLength);
        for (var i = 0; i < count; i++)
            rows[i] = floats[slots[i]];
        Scoring.FillUp(rows, count);
        if (view.Metric == VectorMetric.Euclidean)
        {
            ScoreApart(query, scratch, length, count, ahead);
            return;
        }

        for (var i = 0; i < count; i += Scoring.Together)
        {
            Scoring.AskFor(rows, i, count, length * sizeof(float), ahead);
            Kernel.DotFour(query, (float**)(rows + i), length, scratch.Closeness + i);
        }
    }

    private static void ScoreApart(float* query, SearchScratch scratch, int length, int count, Ahead ahead)
    {
        for (var i = 0; i < count; i += Scoring.Together)
        {
            Scoring.AskFor(scratch.Rows, i, count, length * sizeof(float), ahead);
            Kernel.DistanceFour(query, (float**)(scratch.Rows + i), length, scratch.Closeness + i);
        }

        for (var i = 0; i < count; i++)
            scratch.Closeness[i] = -scratch.Closeness[i];
    }
}
