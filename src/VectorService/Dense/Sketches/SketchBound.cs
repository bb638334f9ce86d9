using System.Runtime.CompilerServices;
using GroupChat.Vectors.Dense.Kernels;

namespace GroupChat.Vectors.Dense.Sketches;

/// <summary>How close rows can be at most, by their sketches.</summary>
internal static unsafe class SketchBound
{
    /// <summary>Of rows by the addresses of their sketches, whose number is filled up to a multiple of four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Score(in SketchQuery query, byte** rows, float* most, int count, int bytes, Ahead ahead)
    {
        var sums = (int*)most; // turned into what they mean in place
        for (var i = 0; i < count; i += Scoring.Together)
        {
            Scoring.AskFor(rows, i, count, bytes + sizeof(SketchTraits), ahead);
            Kernel.LevelsFour(query.Codes, rows + i, bytes, sums + i);
        }

        var (step, offset, slack) = (query.Step, query.Offset, query.Slack);
        for (var i = 0; i < count; i++)
        {
            var traits = (SketchTraits*)(rows[i] + bytes);
            most[i] = ((sums[i] - offset) * (step * traits->Scale)) + (slack * traits->Error);
        }
    }
}
