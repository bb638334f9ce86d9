using System.Numerics.Tensors;
using GroupChat.Vectors.Dense.Sketches;
using GroupChat.Vectors.Files;

namespace GroupChat.Vectors.Tests.Dense.Sketches;

public sealed class RotationTests
{
    public static TheoryData<int> Dimensions => [128, 129, 200, 255, 384, 500, 511, 768, 1_000, 4_096];

    [Theory]
    [MemberData(nameof(Dimensions))]
    public void Apply_AnyTwo_KeepsTheirProductAndLengths(int dimension)
    {
        var random = new Random(dimension);
        float[] left = Numbers(random, dimension), right = Numbers(random, dimension);
        var (product, length) = (TensorPrimitives.Dot<float>(left, right), TensorPrimitives.Norm<float>(left));
        Rotation.Of(dimension).Apply(left);
        Rotation.Of(dimension).Apply(right);
        Assert.Equal(product, TensorPrimitives.Dot<float>(left, right), dimension * 1e-5);
        Assert.Equal(length, TensorPrimitives.Norm<float>(left), length * 1e-5);
    }

    /// <summary>Hashed texts are nearly nothing but zeros: sketches need numbers of about the same size.</summary>
    [Theory]
    [MemberData(nameof(Dimensions))]
    public void Apply_ASingleNumber_IsSpreadOverAll(int dimension)
    {
        for (var at = 0; at < dimension; at += Math.Max(1, dimension / 40))
        {
            var vector = new float[dimension];
            vector[at] = 1;
            Rotation.Of(dimension).Apply(vector);
            Assert.InRange(MathF.Abs(TensorPrimitives.MaxMagnitude<float>(vector)) * MathF.Sqrt(dimension), 0, 13);
            foreach (var part in vector.Chunk(dimension / 4).Take(4)) // each quarter has its share of the square
                Assert.InRange(TensorPrimitives.SumOfSquares<float>(part), 0.03f, 0.7f);
        }
    }

    /// <summary>Index files hold sketches: a vector turned otherwise would be compared with them in vain, and nothing would say so.</summary>
    [Fact]
    public void Apply_KnownVector_IsTurnedAsEver()
    {
        var vector = Enumerable.Range(0, 384).Select(i => (float)(i % 7) - 3).ToArray();
        Rotation.Of(384).Apply(vector);
        var row = new byte[Sketch.Stride(384)];
        Sketch.Write(vector, row);
        Assert.Equal(1153908989u, Checksum.Of(row.AsSpan(0, Sketch.Bytes(384))));
    }

    private static float[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
}
