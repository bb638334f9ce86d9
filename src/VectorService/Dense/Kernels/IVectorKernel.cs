namespace GroupChat.Vectors.Dense.Kernels;

/// <summary>
/// Inner products and distances for one width of registers. All kernels give the same answers to the last bit: floats are added in one
/// order on every width (16 running sums by fused multiply-add, then halved), and codes are integers.
/// Lengths are multiples of <see cref="Width.Floats"/> and <see cref="Width.Codes"/>; rows are padded with zeros.
/// </summary>
internal unsafe interface IVectorKernel
{
    /// <summary>Whether this machine can run it.</summary>
    static abstract bool IsSupported { get; }

    static abstract float Dot(float* left, float* right, int length);

    /// <summary>The query with four rows at once: it is loaded once, and the additions of one row do not wait for each other.</summary>
    static abstract void DotFour(float* query, float** rows, int length, float* dots);

    /// <summary>Squares of euclidean distances of the query to four rows: of differences, which large numbers do not swallow.</summary>
    static abstract void DistanceFour(float* query, float** rows, int length, float* distances);

    /// <summary>Codes of a row (0 to 255) with those of a query (-63 to 63): sums of two products fit 16 bits.</summary>
    static abstract int Dot(byte* row, sbyte* query, int length);

    static abstract void DotFour(sbyte* query, byte** rows, int length, int* dots);

    /// <summary>Levels of four rows' sketches (0 to 3, so many bytes of them) with the codes of a query (-127 to 127).</summary>
    static abstract void LevelsFour(sbyte* query, byte** rows, int bytes, int* dots);
}
