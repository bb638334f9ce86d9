using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Dense.Sketches;

namespace GroupChat.Vectors.Tests.Dense.Sketches;

/// <summary>What a sketch says of a row is never worse than mathematics allows, and hardly ever worse than chance does.</summary>
public sealed unsafe class SketchTests
{
    private const int Pairs = 4_000;
    private const float Deviations = 4;

    public static TheoryData<int, string> Vectors()
    {
        var all = new TheoryData<int, string>();
        foreach (var dimension in new[] { 128, 200, 384, 768 })
        {
            foreach (var kind in new[] { "normal", "sparse", "one", "steep", "same", "large", "small" })
                all.Add(dimension, kind);
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Bound_AnyRowAndQuery_IsAboveTheirProduct(int dimension, string kind)
    {
        var random = new Random(dimension);
        var low = 0;
        for (var pair = 0; pair < Pairs; pair++)
        {
            float[] row = Vector(random, dimension, kind), query = Near(random, row, dimension, kind);
            var (estimate, bound, error) = Ask(row, query);
            var (product, length) = (TensorPrimitives.Dot<float>(row, query), TensorPrimitives.Norm<float>(query));
            var unit = length * TensorPrimitives.Norm<float>(row);
            // By Cauchy and Schwarz; the rest is what the query's own codes leave out.
            Assert.InRange(Math.Abs(product - estimate), 0, (length * error) + (0.03 * unit) + float.Epsilon);
            low += product > bound + (1e-6 * unit) ? 1 : 0;
        }

        Assert.InRange(low, 0, Pairs / 1_000);
    }

    [Fact]
    public void Error_OfNumbersDistributedNormally_IsAboutAThirdOfTheLength()
    {
        var row = Vector(new Random(1), 768, "normal");
        Assert.InRange(Ask(row, row).Error / TensorPrimitives.Norm<float>(row), 0.3, 0.42);
    }

    [Fact]
    public void Write_Zeros_IsCloseToNothing()
    {
        var query = Vector(new Random(2), 128, "normal");
        Assert.Equal((0f, 0f, 0f), Ask(new float[128], query));
    }

    private static (float Estimate, float Bound, float Error) Ask(float[] row, float[] query)
    {
        var (dimension, stride) = (row.Length, Sketch.Stride(row.Length));
        float[] turnedRow = [.. row], turnedQuery = [.. query];
        Rotation.Of(dimension).Apply(turnedRow);
        var memory = (byte*)NativeMemory.AllocZeroed((nuint)(stride + Sketch.Padded(dimension)));
        try
        {
            Sketch.Write(turnedRow, new Span<byte>(memory, stride));
            var codes = new Span<sbyte>(memory + stride, Sketch.Padded(dimension));
            var sketch = SketchQuery.Write(turnedQuery, codes, Deviations);
            byte** rows = stackalloc byte*[4] { memory, memory, memory, memory };
            var most = stackalloc float[4];
            SketchBound.Score(sketch, rows, most, 4, Sketch.Bytes(dimension), Ahead.None);
            Assert.Equal(most[0], most[3]);
            var error = ((SketchTraits*)(memory + Sketch.Bytes(dimension)))->Error;
            return (most[0] - (sketch.Slack * error), most[0], error);
        }
        finally
        {
            NativeMemory.Free(memory);
        }
    }

    private static float[] Vector(Random random, int dimension, string kind)
    {
        var vector = new float[dimension];
        for (var i = 0; i < dimension; i++)
        {
            vector[i] = kind switch
            {
                "sparse" => random.Next(40) == 0 ? random.Next(2) - 0.5f : 0,
                "one" => 0,
                "steep" => Normal(random) * MathF.Pow(0.9f, i),
                "same" => 1,
                "large" => Normal(random) * 1e14f,
                "small" => Normal(random) * 1e-12f,
                _ => Normal(random),
            };
        }

        if (kind is "one" or "sparse")
            vector[random.Next(dimension)] = 1;
        return vector;
    }

    /// <summary>From the row itself to one that has nothing to do with it.</summary>
    private static float[] Near(Random random, float[] row, int dimension, string kind)
    {
        var (other, share) = (Vector(random, dimension, kind), random.NextSingle());
        return [.. row.Zip(other, (mine, theirs) => (mine * share) + (theirs * (1 - share)))];
    }

    private static float Normal(Random random) =>
        (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
