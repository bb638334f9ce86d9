using System.Numerics.Tensors;
using GroupChat.Vectors.Embedding;

namespace GroupChat.Vectors.Dense;

/// <summary>What all vectors of a collection have in common.</summary>
/// <param name="Dimension">How many numbers each has.</param>
/// <param name="Metric">How closeness is measured.</param>
internal readonly record struct VectorShape(int Dimension, VectorMetric Metric = VectorMetric.Cosine)
{
    /// <summary>Longer ones are refused.</summary>
    public const int MaxDimension = 4_096;

    /// <summary>Squares of larger numbers, and sums of them, leave the range of floats.</summary>
    public const float MaxMagnitude = 1e15f;

    /// <summary>A vector as it is stored and searched for: for the cosine only its direction counts.</summary>
    public float[] Prepare(ReadOnlySpan<float> vector) => Metric == VectorMetric.Cosine ? UnitVector.Of(vector) : vector.ToArray();

    /// <summary>Whether a vector of this dimension can be compared: finite, with a direction where that is all that counts, else not too large.</summary>
    public bool CanCompare(ReadOnlySpan<float> vector) => Metric == VectorMetric.Cosine
        ? UnitVector.HasDirection(vector)
        : TensorPrimitives.IsFiniteAll(vector) && MathF.Abs(TensorPrimitives.MaxMagnitude(vector)) <= MaxMagnitude;
}
