using System.Numerics.Tensors;

namespace GroupChat.Vectors.Embedding;

/// <summary>Vectors are kept at unit length, so that their dot product is the cosine of the angle between them.</summary>
internal static class UnitVector
{
    /// <summary>The vector at length 1; one of zeros stays as it is.</summary>
    public static float[] Of(ReadOnlySpan<float> vector)
    {
        // Scaled first: squares of very large or very small numbers leave the range of float.
        var unit = vector.ToArray();
        var largest = unit.Length == 0 ? 0 : TensorPrimitives.MaxMagnitude(vector);
        if (largest == 0)
            return unit;
        TensorPrimitives.Divide(unit, MathF.Abs(largest), unit);
        TensorPrimitives.Divide(unit, TensorPrimitives.Norm(unit), unit);
        return unit;
    }

    /// <summary>A vector with a direction: no infinity, no NaN, not all zeros.</summary>
    public static bool HasDirection(ReadOnlySpan<float> vector) =>
        TensorPrimitives.IsFiniteAll(vector) && vector.ContainsAnyExcept(0f);
}
