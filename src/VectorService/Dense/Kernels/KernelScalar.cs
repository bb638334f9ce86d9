using GroupChat.Vectors.Dense.Sketches;

namespace GroupChat.Vectors.Dense.Kernels;

/// <summary>One number at a time: what the others are held against, and the choice where there are no vectors at all.</summary>
internal readonly unsafe struct KernelScalar : IVectorKernel
{
    public static bool IsSupported => true;

    public static float Dot(float* left, float* right, int length)
    {
        var sums = stackalloc float[Width.Floats];
        new Span<float>(sums, Width.Floats).Clear();
        for (var i = 0; i < length; i++)
            sums[i % Width.Floats] = MathF.FusedMultiplyAdd(left[i], right[i], sums[i % Width.Floats]);
        return Sum(sums);
    }

    public static void DotFour(float* query, float** rows, int length, float* dots)
    {
        for (var row = 0; row < 4; row++)
            dots[row] = Dot(query, rows[row], length);
    }

    public static void DistanceFour(float* query, float** rows, int length, float* distances)
    {
        for (var row = 0; row < 4; row++)
            distances[row] = Distance(query, rows[row], length);
    }

    public static int Dot(byte* row, sbyte* query, int length)
    {
        var sum = 0;
        for (var i = 0; i < length; i++)
            sum += row[i] * query[i];
        return sum;
    }

    public static void DotFour(sbyte* query, byte** rows, int length, int* dots)
    {
        for (var row = 0; row < 4; row++)
            dots[row] = Dot(rows[row], query, length);
    }

    public static void LevelsFour(sbyte* query, byte** rows, int bytes, int* dots)
    {
        for (var row = 0; row < 4; row++)
        {
            dots[row] = 0;
            for (var i = 0; i < bytes * 4; i++)
            {
                var four = rows[row][(i / Sketch.Block * Sketch.BlockBytes) + (i % Sketch.BlockBytes)];
                dots[row] += ((four >> (i % Sketch.Block / Sketch.BlockBytes * 2)) & 3) * query[i];
            }
        }
    }

    private static float Distance(float* left, float* right, int length)
    {
        var sums = stackalloc float[Width.Floats];
        new Span<float>(sums, Width.Floats).Clear();
        for (var i = 0; i < length; i++)
        {
            var apart = left[i] - right[i];
            sums[i % Width.Floats] = MathF.FusedMultiplyAdd(apart, apart, sums[i % Width.Floats]);
        }

        return Sum(sums);
    }

    private static float Sum(float* sums)
    {
        for (var half = Width.Floats / 2; half > 0; half /= 2)
        {
            for (var lane = 0; lane < half; lane++)
                sums[lane] += sums[lane + half];
        }

        return sums[0];
    }
}
