using System.Numerics.Tensors;
using GroupChat.Vectors.Dense.Kernels;
using GroupChat.Vectors.Dense.Memory;
using GroupChat.Vectors.Dense.Sketches;

namespace GroupChat.Vectors.Dense;

/// <summary>
/// Vectors by slot, each twice: as floats, which decide, and as bytes, which choose candidates at a quarter of the memory to read.
/// Rows never move and are never taken out. One writer appends; readers take a <see cref="VectorView"/> and no lock.
/// </summary>
internal sealed unsafe class VectorRows(int dimension, VectorMetric metric)
{
    private float[]? _coded;
    private int _count;

    public int Dimension => dimension;

    public VectorMetric Metric => metric;

    public int Count => Volatile.Read(ref _count);

    public NativeRows Floats { get; } = new(Width.PaddedFloats(dimension) * sizeof(float));

    public NativeRows Codes { get; } = new(Width.PaddedCodes(dimension));

    /// <summary>Their <see cref="RowTraits"/>.</summary>
    public NativeRows Traits { get; } = new(sizeof(RowTraits));

    /// <summary>Their sketches; of no bytes where they are not made.</summary>
    public NativeRows Sketches { get; } = new(Sketch.Stride(dimension));

    /// <summary>Bytes of memory written to; what is reserved beyond is not resident.</summary>
    public long Bytes => (long)Count * (Floats.Stride + Codes.Stride + Traits.Stride + Sketches.Stride);

    /// <summary>What has been appended so far. The count is read first: the tables seen after it are at least as new.</summary>
    public VectorView View
    {
        get
        {
            var count = Volatile.Read(ref _count);
            return new VectorView(this, count, Floats.View, Codes.View, Traits.View, Sketches.View);
        }
    }

    /// <summary>Counts rows whose memory has been filled.</summary>
    public void Restore(int count) => Volatile.Write(ref _count, count);

    /// <summary>Appends a row and returns its slot.</summary>
    public int Append(ReadOnlySpan<float> vector)
    {
        // A row of another length would be read beyond its end.
        if (vector.Length != dimension)
            throw new InvalidDataException($"A vector of {vector.Length} dimensions in an index of {dimension}.");
        var slot = _count;
        var floats = new Span<float>(Floats.Reserve(slot), Width.PaddedFloats(dimension));
        vector.CopyTo(floats);
        floats[dimension..].Clear();
        Traits.Reserve(slot);
        *(RowTraits*)Traits.View[slot] = WriteCodes(slot, vector);
        Volatile.Write(ref _count, slot + 1);
        return slot;
    }

    private RowTraits WriteCodes(int slot, ReadOnlySpan<float> vector)
    {
        var codes = new Span<byte>(Codes.Reserve(slot), Width.PaddedCodes(dimension));
        var coded = _coded ??= new float[dimension];
        var isApart = metric == VectorMetric.Euclidean;
        Dense.Codes.Differences(vector, isApart ? new ReadOnlySpan<float>(Floats.View[0], dimension) : default, coded);
        var traits = new RowTraits(Dense.Codes.WriteRow(coded, codes), isApart ? TensorPrimitives.SumOfSquares(coded) : 0);
        if (!Sketch.IsMade(dimension))
            return traits;
        Rotation.Of(dimension).Apply(coded);
        Sketch.Write(coded, new Span<byte>(Sketches.Reserve(slot), Sketches.Stride));
        return traits;
    }

    /// <summary>Cosine of the angle between two rows; 0 where one has no direction.</summary>
    public float Cosine(int left, int right) => TensorPrimitives.CosineSimilarity(Row(left), Row(right)) is var cosine && float.IsFinite(cosine) ? cosine : 0;

    /// <summary>A row as it was appended.</summary>
    public ReadOnlySpan<float> Row(int slot)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)slot, (uint)Count, nameof(slot));
        return new ReadOnlySpan<float>(Floats.View[slot], dimension);
    }
}
