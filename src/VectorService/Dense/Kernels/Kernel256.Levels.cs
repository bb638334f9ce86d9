using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using GroupChat.Vectors.Dense.Sketches;

namespace GroupChat.Vectors.Dense.Kernels;

internal readonly unsafe partial struct Kernel256
{
    public static void LevelsFour(sbyte* query, byte** rows, int bytes, int* dots)
    {
        byte* a = rows[0], b = rows[1], c = rows[2], d = rows[3];
        Vector256<int> a0 = default, b0 = default, c0 = default, d0 = default;
        for (var i = 0; i < bytes; i += Sketch.BlockBytes, query += Sketch.Block)
        {
            Vector256<sbyte> q0 = Vector256.Load(query), q1 = Vector256.Load(query + 32), q2 = Vector256.Load(query + 64), q3 = Vector256.Load(query + 96);
            a0 += Levels(Vector256.Load(a + i), q0, q1, q2, q3);
            b0 += Levels(Vector256.Load(b + i), q0, q1, q2, q3);
            c0 += Levels(Vector256.Load(c + i), q0, q1, q2, q3);
            d0 += Levels(Vector256.Load(d + i), q0, q1, q2, q3);
        }

        Sums(a0, b0, c0, d0).Store(dots);
    }

    // Four products of at most twice 3 x 127 are added before they need more than 16 bits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Levels(Vector256<byte> four, Vector256<sbyte> q0, Vector256<sbyte> q1, Vector256<sbyte> q2, Vector256<sbyte> q3)
    {
        var (lowest, pairs) = (Vector256.Create((byte)3), four.AsUInt16());
        var low = Avx2.MultiplyAddAdjacent(four & lowest, q0) + Avx2.MultiplyAddAdjacent((pairs >> 2).AsByte() & lowest, q1);
        var high = Avx2.MultiplyAddAdjacent((pairs >> 4).AsByte() & lowest, q2) + Avx2.MultiplyAddAdjacent((pairs >> 6).AsByte() & lowest, q3);
        return Avx2.MultiplyAddAdjacent(low + high, Vector256<short>.One);
    }
}
