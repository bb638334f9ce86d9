using System.Numerics.Tensors;
using GroupChat.Vectors.Dense.Kernels;
using GroupChat.Vectors.Dense.Memory;

namespace GroupChat.Vectors.Dense;

/// <summary>
/// Vectors by slot, each twice: as floats, which decide, and as bytes, which choose candidates at a quarter of the memory to read.
/// Rows never move and are never taken out. One writer appends; readers take a <see cref="VectorView"/> and no lock.
/// </summary>
internal sealed unsafe class VectorRows(int dimension, VectorMetric metric)
{
    private readonly NativeRows _floats = new(Width.PaddedFloats(dimension) * sizeof(float));
    private readonly NativeRows _codes = new(Width.PaddedCodes(dimension));
    private readonly NativeRows _traits = new(sizeof(RowTraits));
    private int _count;

    public int Dimension => dimension;

    public VectorMetric Metric => metric;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Bytes of memory written to; what is reserved beyond is not resident.</summary>
    public long Bytes => (long)Count * (_floats.Stride + _codes.Stride + _traits.Stride);

    /// <summary>What has been appended so far. The count is read first: the tables seen after it are at least as new.</summary>
    public VectorView View
    {
        get
        {
            var count = Volatile.Read(ref _count);
            return new VectorView(this, count, _floats.View, _codes.View, _traits.View);
        }
    }

    /// <summary>Appends a row and returns its slot.</summary>
    public int Append(ReadOnlySpan<float> vector)
    {
        // A row of another length would be read beyond its end.
        if (vector.Length != dimension)
            throw new InvalidDataException($"A vector of {vector.Length} dimensions in an index of {dimension}.");
        var slot = _count;
        var floats = new Span<float>(_floats.Reserve(slot), Width.PaddedFloats(dimension));
        vector.CopyTo(floats);
        floats[dimension..].Clear();
        var step = Codes.WriteRow(vector, new Span<byte>(_codes.Reserve(slot), Width.PaddedCodes(dimension)));
        var norm = metric == VectorMetric.Euclidean ? TensorPrimitives.SumOfSquares(vector) : 0;
        *(RowTraits*)_traits.Reserve(slot) = new RowTraits(step, norm);
        Volatile.Write(ref _count, slot + 1);
        return slot;
    }

    /// <summary>Cosine of the angle between two rows.</summary>
    public float Cosine(int left, int right) => TensorPrimitives.CosineSimilarity(Row(left), Row(right));

    /// <summary>A row as it was appended.</summary>
    public ReadOnlySpan<float> Row(int slot)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)slot, (uint)Count, nameof(slot));
        return new ReadOnlySpan<float>(_floats.View[slot], dimension);
    }
}
