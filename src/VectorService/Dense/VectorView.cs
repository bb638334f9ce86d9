using System.Runtime.CompilerServices;
using GroupChat.Vectors.Dense.Kernels;
using GroupChat.Vectors.Dense.Memory;

namespace GroupChat.Vectors.Dense;

/// <summary>The rows as they were when it was taken, for one search. Slots below <see cref="Count"/> may be asked for.</summary>
/// <param name="Rows">Held so that the memory stays.</param>
/// <param name="Count">Rows there are.</param>
/// <param name="Floats">Rows as floats, padded.</param>
/// <param name="Codes">Rows as codes, padded.</param>
/// <param name="Traits">Their <see cref="RowTraits"/>.</param>
/// <param name="Sketches">Their sketches, where they are long enough to have any.</param>
internal readonly unsafe record struct VectorView(VectorRows Rows, int Count, RowView Floats, RowView Codes, RowView Traits, RowView Sketches)
{
    public VectorMetric Metric => Rows.Metric;

    /// <summary>
    /// What codes are differences from: the first row, for euclidean distance, which is the same wherever it is seen from. Rows that lie
    /// close together far from zero would otherwise all have the same codes. Empty for the other metrics.
    /// </summary>
    public ReadOnlySpan<float> Origin =>
        Metric == VectorMetric.Euclidean && Count > 0 ? new ReadOnlySpan<float>(Float(0), Rows.Dimension) : default;

    public int FloatLength => Width.PaddedFloats(Rows.Dimension);

    public int CodeLength => Width.PaddedCodes(Rows.Dimension);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float* Float(int slot) => (float*)Floats[slot];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RowTraits* Trait(int slot) => (RowTraits*)Traits[slot];
}
