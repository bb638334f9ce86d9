using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GroupChat.Vectors.Dense.Kernels;

namespace GroupChat.Vectors.Dense.Sketches;

/// <summary>How close rows can be at most, by their sketches.</summary>
internal static unsafe class SketchBound
{
    /// <summary>Of rows by the addresses of their sketches, whose number is filled up to a multiple of four.</summary>
    public static void Score(in SketchQuery query, byte** rows, float* most, int count, int bytes, Ahead ahead)
    {
        var (step, offset, slack) = (query.Step, Vector128.Create(query.Offset), query.Slack);
        var sums = (int*)most; // turned into what they mean in place
        for (var i = 0; i < count; i += Scoring.Together)
        {
            Scoring.AskFor(rows, i, count, bytes + sizeof(SketchTraits), ahead);
            Kernel.LevelsFour(query.Codes, rows + i, bytes, sums + i);
            SketchTraits* a = Traits(rows[i], bytes), b = Traits(rows[i + 1], bytes), c = Traits(rows[i + 2], bytes), d = Traits(rows[i + 3], bytes);
            var estimates = (Vector128.ConvertToSingle(Vector128.Load(sums + i)) - offset) * (Vector128.Create(a->Scale, b->Scale, c->Scale, d->Scale) * step);
            (estimates + (Vector128.Create(a->Error, b->Error, c->Error, d->Error) * slack)).Store(most + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static SketchTraits* Traits(byte* row, int bytes) => (SketchTraits*)(row + bytes);
}
