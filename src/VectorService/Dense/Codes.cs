using System.Numerics.Tensors;

namespace GroupChat.Vectors.Dense;

/// <summary>
/// Vectors at a byte a dimension, each with a scale of its own: nothing to train, nothing that changes as points arrive. Rows are
/// -127 to 127, stored with 128 added; a query is -63 to 63, so that two products fit the 16 bits the kernels add them in.
/// Only candidates are chosen by codes, scores come from the floats.
/// </summary>
internal static class Codes
{
    private const int RowLimit = 127;
    private const int QueryLimit = 63;
    private const int Zero = 128;

    /// <summary>Writes a row's codes, padded with zeros; returns what one step is worth.</summary>
    public static float WriteRow(ReadOnlySpan<float> vector, Span<byte> codes)
    {
        var step = Step(vector, RowLimit);
        for (var i = 0; i < vector.Length; i++)
            codes[i] = (byte)(Zero + (int)MathF.Round(vector[i] / step));
        codes[vector.Length..].Fill(Zero);
        return step;
    }

    /// <summary>Writes a query's codes, padded with zeros; returns what one step is worth and what the 128 of the rows add to a dot product.</summary>
    public static (float Step, int Offset) WriteQuery(ReadOnlySpan<float> vector, Span<sbyte> codes)
    {
        var step = Step(vector, QueryLimit);
        var sum = 0;
        for (var i = 0; i < vector.Length; i++)
            sum += codes[i] = (sbyte)MathF.Round(vector[i] / step);
        codes[vector.Length..].Clear();
        return (step, Zero * sum);
    }

    /// <summary>What is coded: a vector as it is, or how it differs from an origin.</summary>
    public static void Differences(ReadOnlySpan<float> vector, ReadOnlySpan<float> origin, Span<float> coded)
    {
        if (origin.IsEmpty)
            vector.CopyTo(coded);
        else
            TensorPrimitives.Subtract(vector, origin, coded);
    }

    // All zeros, or too small to divide by: any step does.
    private static float Step(ReadOnlySpan<float> vector, int limit)
    {
        var step = MathF.Abs(TensorPrimitives.MaxMagnitude(vector)) / limit;
        return step > 1e-30f ? step : 1;
    }
}
