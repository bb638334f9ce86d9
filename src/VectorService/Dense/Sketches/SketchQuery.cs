using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace GroupChat.Vectors.Dense.Sketches;

/// <summary>A query to compare sketches with, in memory of the thread's scratch. Good until that thread's next query.</summary>
/// <param name="codes">The query, turned, at a byte a dimension, padded with zeros.</param>
/// <param name="step">What one level of a row by one step of it is worth.</param>
/// <param name="offset">What the levels' being written as 0 to 3 adds to a sum.</param>
/// <param name="slack">How far beyond its estimate a row may be, for each unit of its error.</param>
internal readonly unsafe struct SketchQuery(sbyte* codes, float step, float offset, float slack)
{
    private const int Limit = 127;

    public sbyte* Codes { get; } = codes;

    public float Step { get; } = step;

    public float Offset { get; } = offset;

    public float Slack { get; } = slack;

    /// <param name="vector">The query as rows are coded; turned in place.</param>
    /// <param name="codes">Where its codes are to be.</param>
    /// <param name="deviations">How many standard deviations an estimate may be too low.</param>
    public static SketchQuery Write(Span<float> vector, Span<sbyte> codes, float deviations)
    {
        var norm = TensorPrimitives.Norm(vector);
        Rotation.Of(vector.Length).Apply(vector);
        var step = MathF.Max(MathF.Abs(TensorPrimitives.MaxMagnitude(vector)) / Limit, 1e-30f);
        var sum = 0;
        for (var i = 0; i < vector.Length; i++)
            sum += codes[i] = (sbyte)MathF.Round(vector[i] / step);
        codes[vector.Length..].Clear();
        return new((sbyte*)Unsafe.AsPointer(ref codes[0]), 2 * step, 1.5f * sum, deviations * norm / MathF.Sqrt(vector.Length));
    }
}
