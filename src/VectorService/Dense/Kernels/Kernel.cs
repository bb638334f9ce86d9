using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GroupChat.Vectors.Dense.Kernels;

/// <summary>The widest kernel this machine has. The conditions are constants to the compiler: nothing is asked at run time.</summary>
internal static unsafe class Kernel
{
    /// <summary>Name of the kernel in use.</summary>
    public static string Name => Is512 ? "512" : Is256 ? "256" : Vector128.IsHardwareAccelerated ? "128" : "scalar";

    private static bool Is512 => Kernel512.IsSupported && Vector512.IsHardwareAccelerated;

    private static bool Is256 => Kernel256.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Dot(float* left, float* right, int length) =>
        Is512 ? Kernel512.Dot(left, right, length)
        : Is256 ? Kernel256.Dot(left, right, length)
        : Vector128.IsHardwareAccelerated ? Kernel128.Dot(left, right, length)
        : KernelScalar.Dot(left, right, length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void DotFour(float* query, float** rows, int length, float* dots)
    {
        if (Is512)
            Kernel512.DotFour(query, rows, length, dots);
        else if (Is256)
            Kernel256.DotFour(query, rows, length, dots);
        else if (Vector128.IsHardwareAccelerated)
            Kernel128.DotFour(query, rows, length, dots);
        else
            KernelScalar.DotFour(query, rows, length, dots);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void DistanceFour(float* query, float** rows, int length, float* distances)
    {
        if (Is512)
            Kernel512.DistanceFour(query, rows, length, distances);
        else if (Is256)
            Kernel256.DistanceFour(query, rows, length, distances);
        else if (Vector128.IsHardwareAccelerated)
            Kernel128.DistanceFour(query, rows, length, distances);
        else
            KernelScalar.DistanceFour(query, rows, length, distances);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void DotFour(sbyte* query, byte** rows, int length, int* dots)
    {
        if (Is512)
            Kernel512.DotFour(query, rows, length, dots);
        else if (Is256)
            Kernel256.DotFour(query, rows, length, dots);
        else if (Vector128.IsHardwareAccelerated)
            Kernel128.DotFour(query, rows, length, dots);
        else
            KernelScalar.DotFour(query, rows, length, dots);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LevelsFour(sbyte* query, byte** rows, int bytes, int* dots)
    {
        if (Is256)
            Kernel256.LevelsFour(query, rows, bytes, dots);
        else if (Vector128.IsHardwareAccelerated)
            Kernel128.LevelsFour(query, rows, bytes, dots);
        else
            KernelScalar.LevelsFour(query, rows, bytes, dots);
    }
}
