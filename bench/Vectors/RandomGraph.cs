using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Dense.Graph;
using GroupChat.Vectors.Dense.Memory;

namespace GroupChat.Bench.Vectors;

/// <summary>Vectors and links without meaning, as large as real ones and made in no time: to save and to open.</summary>
internal static class RandomGraph
{
    public static DenseIndex Of(int count)
    {
        var random = new Random(7);
        var index = new DenseIndex(VectorSet.Dimension);
        Fill(index.Rows, count, random);
        for (var slot = 0; slot < count; slot++)
        {
            index.Links.Prepare(slot, GraphShape.LevelOf(slot));
            index.Links.Publish(slot, GraphShape.LevelOf(slot));
        }

        for (var row = 0; row < count; row += NativeRows.Together)
            Fill(MemoryMarshal.Cast<byte, int>(index.Links.Lowest.Piece(row, count)), () => random.Next(count));
        FillUpper(index.Links, count, random);
        return index;
    }

    private static void Fill(VectorRows rows, int count, Random random)
    {
        var row = new float[VectorSet.Dimension];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < row.Length; j++)
                row[j] = random.NextSingle() - 0.5f;
            TensorPrimitives.Divide(row, TensorPrimitives.Norm(row), row);
            rows.Append(row);
        }
    }

    // Neighbours on a level are on that level themselves.
    private static void FillUpper(GraphLinks links, int count, Random random)
    {
        var levels = Enumerable.Range(1, 8).Select(level => Enumerable.Range(0, count).Where(slot => GraphShape.LevelOf(slot) >= level).ToArray()).ToArray();
        for (int slot = 0, row = 0; slot < count; slot++)
        {
            for (var level = 1; level <= GraphShape.LevelOf(slot); level++, row++)
            {
                var (first, same) = (row / NativeRows.Together * NativeRows.Together, levels[level - 1]);
                var lists = MemoryMarshal.Cast<byte, int>(links.Upper.Piece(first, links.UpperCount));
                Fill(lists.Slice((row - first) * GraphShape.Chosen, GraphShape.Chosen), () => same[random.Next(same.Length)]);
            }
        }
    }

    private static void Fill(Span<int> places, Func<int> next)
    {
        foreach (ref var place in places)
            place = next();
    }
}
