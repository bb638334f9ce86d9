using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GroupChat.Vectors.Dense.Kernels;

/// <summary>AVX2 with FMA.</summary>
internal readonly unsafe partial struct Kernel256 : IVectorKernel
{
    public static bool IsSupported => Avx2.IsSupported && Fma.IsSupported;

    public static float Dot(float* left, float* right, int length)
    {
        Vector256<float> low = default, high = default;
        for (var i = 0; i < length; i += Width.Floats)
        {
            low = Fma.MultiplyAdd(Vector256.Load(left + i), Vector256.Load(right + i), low);
            high = Fma.MultiplyAdd(Vector256.Load(left + i + 8), Vector256.Load(right + i + 8), high);
        }

        return Sum(low + high);
    }

    public static void DotFour(float* query, float** rows, int length, float* dots)
    {
        float* a = rows[0], b = rows[1], c = rows[2], d = rows[3];
        Vector256<float> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
        for (var i = 0; i < length; i += Width.Floats)
        {
            Vector256<float> low = Vector256.Load(query + i), high = Vector256.Load(query + i + 8);
            a0 = Fma.MultiplyAdd(low, Vector256.Load(a + i), a0);
            a1 = Fma.MultiplyAdd(high, Vector256.Load(a + i + 8), a1);
            b0 = Fma.MultiplyAdd(low, Vector256.Load(b + i), b0);
            b1 = Fma.MultiplyAdd(high, Vector256.Load(b + i + 8), b1);
            c0 = Fma.MultiplyAdd(low, Vector256.Load(c + i), c0);
            c1 = Fma.MultiplyAdd(high, Vector256.Load(c + i + 8), c1);
            d0 = Fma.MultiplyAdd(low, Vector256.Load(d + i), d0);
            d1 = Fma.MultiplyAdd(high, Vector256.Load(d + i + 8), d1);
        }

        (dots[0], dots[1], dots[2], dots[3]) = (Sum(a0 + a1), Sum(b0 + b1), Sum(c0 + c1), Sum(d0 + d1));
    }

    public static void DistanceFour(float* query, float** rows, int length, float* distances)
    {
        for (var row = 0; row < 4; row++)
        {
            Vector256<float> low = default, high = default;
            for (var i = 0; i < length; i += Width.Floats)
            {
                low = AddSquare(query + i, rows[row] + i, low);
                high = AddSquare(query + i + 8, rows[row] + i + 8, high);
            }

            distances[row] = Sum(low + high);
        }
    }

    public static int Dot(byte* row, sbyte* query, int length)
    {
        Vector256<int> low = default, high = default;
        for (var i = 0; i < length; i += Width.Codes)
        {
            low += Products(row + i, Vector256.Load(query + i));
            high += Products(row + i + 32, Vector256.Load(query + i + 32));
        }

        return Vector256.Sum(low + high);
    }

    public static void DotFour(sbyte* query, byte** rows, int length, int* dots)
    {
        byte* a = rows[0], b = rows[1], c = rows[2], d = rows[3];
        Vector256<int> a0 = default, b0 = default, c0 = default, d0 = default;
        for (var i = 0; i < length; i += Width.Codes)
        {
            Vector256<sbyte> low = Vector256.Load(query + i), high = Vector256.Load(query + i + 32);
            a0 += Products(a + i, low) + Products(a + i + 32, high);
            b0 += Products(b + i, low) + Products(b + i + 32, high);
            c0 += Products(c + i, low) + Products(c + i + 32, high);
            d0 += Products(d + i, low) + Products(d + i + 32, high);
        }

        Sums(a0, b0, c0, d0).Store(dots);
    }

    /// <summary>Four sums at once: a quarter of the steps of four times one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Sums(Vector256<int> a, Vector256<int> b, Vector256<int> c, Vector256<int> d)
    {
        var four = Avx2.HorizontalAdd(Avx2.HorizontalAdd(a, b), Avx2.HorizontalAdd(c, d));
        return four.GetLower() + four.GetUpper();
    }

    /// <summary>The last steps of every kernel's sum: eight, four, two, one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector256<float> eight) => Kernel128.Sum(eight.GetLower() + eight.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> AddSquare(float* left, float* right, Vector256<float> sum)
    {
        var apart = Vector256.Load(left) - Vector256.Load(right);
        return Fma.MultiplyAdd(apart, apart, sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Products(byte* row, Vector256<sbyte> query) =>
        Avx2.MultiplyAddAdjacent(Avx2.MultiplyAddAdjacent(Vector256.Load(row), query), Vector256<short>.One);
}
