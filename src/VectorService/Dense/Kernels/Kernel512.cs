using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GroupChat.Vectors.Dense.Kernels;

/// <summary>AVX-512.</summary>
internal readonly unsafe struct Kernel512 : IVectorKernel
{
    public static bool IsSupported => Avx512BW.IsSupported;

    public static float Dot(float* left, float* right, int length)
    {
        Vector512<float> sum = default;
        for (var i = 0; i < length; i += Width.Floats)
            sum = Vector512.FusedMultiplyAdd(Vector512.Load(left + i), Vector512.Load(right + i), sum);
        return Sum(sum);
    }

    public static void DotFour(float* query, float** rows, int length, float* dots)
    {
        float* a = rows[0], b = rows[1], c = rows[2], d = rows[3];
        Vector512<float> sumA = default, sumB = default, sumC = default, sumD = default;
        for (var i = 0; i < length; i += Width.Floats)
        {
            var numbers = Vector512.Load(query + i);
            sumA = Vector512.FusedMultiplyAdd(numbers, Vector512.Load(a + i), sumA);
            sumB = Vector512.FusedMultiplyAdd(numbers, Vector512.Load(b + i), sumB);
            sumC = Vector512.FusedMultiplyAdd(numbers, Vector512.Load(c + i), sumC);
            sumD = Vector512.FusedMultiplyAdd(numbers, Vector512.Load(d + i), sumD);
        }

        (dots[0], dots[1], dots[2], dots[3]) = (Sum(sumA), Sum(sumB), Sum(sumC), Sum(sumD));
    }

    public static void DistanceFour(float* query, float** rows, int length, float* distances)
    {
        float* a = rows[0], b = rows[1], c = rows[2], d = rows[3];
        Vector512<float> sumA = default, sumB = default, sumC = default, sumD = default;
        for (var i = 0; i < length; i += Width.Floats)
        {
            var numbers = Vector512.Load(query + i);
            sumA = AddSquare(numbers, a + i, sumA);
            sumB = AddSquare(numbers, b + i, sumB);
            sumC = AddSquare(numbers, c + i, sumC);
            sumD = AddSquare(numbers, d + i, sumD);
        }

        (distances[0], distances[1], distances[2], distances[3]) = (Sum(sumA), Sum(sumB), Sum(sumC), Sum(sumD));
    }

    public static int Dot(byte* row, sbyte* query, int length)
    {
        Vector512<int> sum = default;
        for (var i = 0; i < length; i += Width.Codes)
            sum += Products(row + i, Vector512.Load(query + i));
        return Vector512.Sum(sum);
    }

    public static void DotFour(sbyte* query, byte** rows, int length, int* dots)
    {
        byte* a = rows[0], b = rows[1], c = rows[2], d = rows[3];
        Vector512<int> a0 = default, b0 = default, c0 = default, d0 = default;
        for (var i = 0; i < length; i += Width.Codes)
        {
            var codes = Vector512.Load(query + i);
            a0 += Products(a + i, codes);
            b0 += Products(b + i, codes);
            c0 += Products(c + i, codes);
            d0 += Products(d + i, codes);
        }

        Kernel256.Sums(Halved(a0), Halved(b0), Halved(c0), Halved(d0)).Store(dots);
    }

    /// <summary>Rows of sketches are too short for wider registers to gain anything.</summary>
    public static void LevelsFour(sbyte* query, byte** rows, int bytes, int* dots) => Kernel256.LevelsFour(query, rows, bytes, dots);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> AddSquare(Vector512<float> query, float* row, Vector512<float> sum)
    {
        var apart = query - Vector512.Load(row);
        return Vector512.FusedMultiplyAdd(apart, apart, sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Products(byte* row, Vector512<sbyte> query) =>
        Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(Vector512.Load(row), query), Vector512<short>.One);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Halved(Vector512<int> sixteen) => sixteen.GetLower() + sixteen.GetUpper();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Sum(Vector512<float> sixteen) => Kernel256.Sum(sixteen.GetLower() + sixteen.GetUpper());
}
