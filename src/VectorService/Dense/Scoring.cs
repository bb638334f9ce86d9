using System.Runtime.CompilerServices;
using GroupChat.Vectors.Dense.Memory;

namespace GroupChat.Vectors.Dense;

/// <summary>What both have in common: rows are scored four at a time, the next four on their way from memory meanwhile.</summary>
internal static unsafe class Scoring
{
    public const int Together = 4;

    // The last four may be fewer: then the last is scored more than once.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FillUp(byte** rows, int count)
    {
        for (var i = count; (i & (Together - 1)) != 0; i++)
            rows[i] = rows[count - 1];
    }

    /// <summary>Asks for the four rows after these; for these too where there were none before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Ahead(byte** rows, int at, int count, int bytes)
    {
        var last = Math.Min(at + Together + Together, count);
        for (var i = at == 0 ? 0 : at + Together; i < last; i++)
            Prefetch.Lines(rows[i], bytes);
    }

    /// <summary>Dot products to closeness, the negative square of the distance: 2 x.y - x.x - y.y, all of them seen from the origin.</summary>
    public static void ToEuclidean(in VectorView view, in DenseQuery query, int* slots, float* closeness, int count)
    {
        for (var i = 0; i < count; i++)
            closeness[i] = (2 * closeness[i]) - query.SquaredNorm - view.Trait(slots[i])->SquaredNorm;
    }
}
