using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace GroupChat.Vectors.Dense;

/// <summary>A query in both forms, in memory of the thread's scratch. Good until that thread's next query.</summary>
internal readonly unsafe struct DenseQuery(float* floats, sbyte* codes, float step, int offset, float squaredNorm)
{
    public float* Floats { get; } = floats;

    public sbyte* Codes { get; } = codes;

    /// <summary>What one step of its codes is worth.</summary>
    public float Step { get; } = step;

    /// <summary>What the 128 added to every code of a row adds to its sum.</summary>
    public int Offset { get; } = offset;

    /// <summary>What is shown: the closeness, or for euclidean distance its negative.</summary>
    public float Score(float closeness, VectorMetric metric) =>
        metric == VectorMetric.Euclidean ? -MathF.Sqrt(MathF.Max(0, squaredNorm - closeness)) : closeness;

    public static DenseQuery Write(ReadOnlySpan<float> vector, Span<float> floats, Span<sbyte> codes)
    {
        vector.CopyTo(floats);
        floats[vector.Length..].Clear();
        var (step, offset) = Dense.Codes.WriteQuery(vector, codes);
        return new(
            (float*)Unsafe.AsPointer(ref floats[0]), (sbyte*)Unsafe.AsPointer(ref codes[0]), step, offset, TensorPrimitives.SumOfSquares(vector));
    }
}
