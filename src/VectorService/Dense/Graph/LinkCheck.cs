using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using GroupChat.Vectors.Dense.Memory;

namespace GroupChat.Vectors.Dense.Graph;

/// <summary>Whether links that come from outside stay within their graph: walks follow them without looking.</summary>
internal static class LinkCheck
{
    /// <exception cref="InvalidDataException">They do not.</exception>
    public static void Run(GraphLinks links, int count, int upperCount, long entry)
    {
        if (links.UpperCount != upperCount)
            throw new InvalidDataException("The graph has other levels than it should.");
        if ((uint)entry >= (uint)count || GraphShape.LevelOf((int)entry) != (int)(entry >> 32))
            throw new InvalidDataException("The graph has no entry.");
        CheckRange(links.Lowest, count, count);
        CheckRange(links.Upper, upperCount, count);
        CheckLevels(links.Upper, count);
    }

    private static void CheckRange(NativeRows lists, int rows, int count)
    {
        for (var row = 0; row < rows; row += NativeRows.Together)
        {
            var slots = MemoryMarshal.Cast<byte, int>(lists.Piece(row, rows));
            if (TensorPrimitives.Min<int>(slots) < GraphShape.None || TensorPrimitives.Max<int>(slots) >= count)
                throw new InvalidDataException("A link leads out of the graph.");
        }
    }

    // A neighbour on a level is on that level itself: it has a list there.
    private static unsafe void CheckLevels(NativeRows upper, int count)
    {
        var lists = upper.View;
        for (int slot = 0, row = 0; slot < count; slot++)
        {
            for (var (level, top) = (1, GraphShape.LevelOf(slot)); level <= top; level++)
            {
                foreach (var neighbour in new ReadOnlySpan<int>(lists[row++], GraphShape.Chosen))
                {
                    if (neighbour != GraphShape.None && GraphShape.LevelOf(neighbour) < level)
                        throw new InvalidDataException("A link leads to a level that its end is not on.");
                }
            }
        }
    }
}
