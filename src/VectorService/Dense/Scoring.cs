using System.Runtime.CompilerServices;
using GroupChat.Vectors.Dense.Memory;

namespace GroupChat.Vectors.Dense;

/// <summary>What both have in common: rows are scored four at a time, the next four on their way from memory meanwhile.</summary>
internal static unsafe class Scoring
{
    public const int Together = 4;

    /// <summary>Bytes asked for of a row: once a longer one is read in order, the processor fetches the rest by itself.</summary>
    private const int MostOfARow = 512;

    /// <summary>Bytes between what is read and what is asked for. Addresses beyond the last row do no harm.</summary>
    private const int Far = 6 * 1024;

    // The last four may be fewer: then the last is scored more than once.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FillUp(byte** rows, int count)
    {
        for (var i = count; (i & (Together - 1)) != 0; i++)
            rows[i] = rows[count - 1];
    }

    /// <summary>Asks for the four rows that are needed after these.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AskFor(byte** rows, int at, int count, int bytes, Ahead ahead)
    {
        if (ahead == Ahead.Named)
            AskForNamed(rows, at, count, bytes);
        else if (ahead == Ahead.Following)
            Prefetch.Lines(rows[at] + Far, Together * bytes);
    }

    // Those four too where none were before them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AskForNamed(byte** rows, int at, int count, int bytes)
    {
        var last = Math.Min(at + Together + Together, count);
        for (var i = at == 0 ? 0 : at + Together; i < last; i++)
            Prefetch.Lines(rows[i], Math.Min(bytes, MostOfARow));
    }

    /// <summary>Dot products to closeness, the negative square of the distance: 2 x.y - x.x - y.y, all of them seen from the origin.</summary>
    public static void ToEuclidean(in VectorView view, in DenseQuery query, int* slots, float* closeness, int count)
    {
        for (var i = 0; i < count; i++)
            closeness[i] = (2 * closeness[i]) - query.SquaredNorm - view.Trait(slots[i])->SquaredNorm;
    }

    /// <summary>The same for slots from one on.</summary>
    public static void ToEuclidean(in VectorView view, in DenseQuery query, int first, float* closeness, int count)
    {
        for (var i = 0; i < count; i++)
            closeness[i] = (2 * closeness[i]) - query.SquaredNorm - view.Trait(first + i)->SquaredNorm;
    }
}
