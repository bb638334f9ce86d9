using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GroupChat.Vectors.Dense.Sketches;

namespace GroupChat.Vectors.Dense.Kernels;

/// <summary>Portable: 128-bit vectors without any instruction by name, as ARM has them too.</summary>
internal readonly unsafe struct Kernel128 : IVectorKernel
{
    public static bool IsSupported => true;

    public static float Dot(float* left, float* right, int length)
    {
        Vector128<float> s0 = default, s1 = default, s2 = default, s3 = default;
        for (var i = 0; i < length; i += Width.Floats)
        {
            s0 = Add(left + i, right + i, s0);
            s1 = Add(left + i + 4, right + i + 4, s1);
            s2 = Add(left + i + 8, right + i + 8, s2);
            s3 = Add(left + i + 12, right + i + 12, s3);
        }

        return Sum((s0 + s2) + (s1 + s3));
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
        Vector128<int> sum = default;
        for (var i = 0; i < length; i += 16)
            sum += Products(Vector128.Load(row + i), Vector128.Load(query + i));
        return Vector128.Sum(sum);
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
            Vector128<int> sum = default;
            for (var i = 0; i < bytes; i += 16)
                sum += Levels(Vector128.Load(rows[row] + i), query + (i / Sketch.BlockBytes * Sketch.Block) + (i % Sketch.BlockBytes));
            dots[row] = Vector128.Sum(sum);
        }
    }

    /// <summary>The last steps of every kernel's sum: four, two, one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector128<float> four)
    {
        var two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }

    private static Vector128<int> Levels(Vector128<byte> four, sbyte* query)
    {
        var lowest = Vector128.Create((byte)3);
        return Products(four & lowest, Vector128.Load(query))
            + Products((four >> 2) & lowest, Vector128.Load(query + 32))
            + Products((four >> 4) & lowest, Vector128.Load(query + 64))
            + Products((four >> 6) & lowest, Vector128.Load(query + 96));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Products(Vector128<byte> row, Vector128<sbyte> query)
    {
        var (rowLow, rowHigh) = Vector128.Widen(row);
        var (queryLow, queryHigh) = Vector128.Widen(query);
        var (low, high) = Vector128.Widen((rowLow.AsInt16() * queryLow) + (rowHigh.AsInt16() * queryHigh));
        return low + high;
    }

    private static float Distance(float* left, float* right, int length)
    {
        Vector128<float> s0 = default, s1 = default, s2 = default, s3 = default;
        for (var i = 0; i < length; i += Width.Floats)
        {
            s0 = AddSquare(left + i, right + i, s0);
            s1 = AddSquare(left + i + 4, right + i + 4, s1);
            s2 = AddSquare(left + i + 8, right + i + 8, s2);
            s3 = AddSquare(left + i + 12, right + i + 12, s3);
        }

        return Sum((s0 + s2) + (s1 + s3));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> AddSquare(float* left, float* right, Vector128<float> sum)
    {
        var apart = Vector128.Load(left) - Vector128.Load(right);
        return Vector128.FusedMultiplyAdd(apart, apart, sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Add(float* left, float* right, Vector128<float> sum) =>
        Vector128.FusedMultiplyAdd(Vector128.Load(left), Vector128.Load(right), sum);
}
