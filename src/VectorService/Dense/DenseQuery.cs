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

    /// <summary>Its square, seen from the origin of the codes; for euclidean distance only.</summary>
    public float SquaredNorm { get; } = squaredNorm;

    /// <summary>What the 128 added to every code of a row adds to its sum.</summary>
    public int Offset { get; } = offset;

    /// <param name="vector">The query.</param>
    /// <param name="origin">What codes are differences from; empty for none.</param>
    /// <param name="floats">Where its floats are to be.</param>
    /// <param name="codes">Where its codes are to be.</param>
    public static DenseQuery Write(ReadOnlySpan<float> vector, ReadOnlySpan<float> origin, Span<float> floats, Span<sbyte> codes)
    {
        var coded = floats[..vector.Length];
        Dense.Codes.Differences(vector, origin, coded);
        var (step, offset) = Dense.Codes.WriteQuery(coded, codes);
        var squaredNorm = TensorPrimitives.SumOfSquares(coded);
        vector.CopyTo(floats);
        floats[vector.Length..].Clear();
        return new((float*)Unsafe.AsPointer(ref floats[0]), (sbyte*)Unsafe.AsPointer(ref codes[0]), step, offset, squaredNorm);
    }
}
