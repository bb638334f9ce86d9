using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace GroupChat.Vectors.Dense.Sketches;

/// <summary>
/// Rows at two bits a dimension, a sixteenth of their floats: enough to say of most that they are not among the best, and never
/// enough to say which are. A row is turned first (<see cref="Rotation"/>); each number is then one of the levels -3, -1, 1, 3 of a scale
/// of the row's own. What a sketch leaves out of an inner product is the error's length by chance's direction, which is how far
/// it can be trusted is known (J. Gao, C. Long, SIGMOD 2024, with one bit).
/// </summary>
internal static class Sketch
{
    /// <summary>Below this there is little to save, and chance has too few dimensions to average over.</summary>
    public const int LeastDimension = 128;

    /// <summary>Dimensions whose levels lie together: the first 32 in the lowest bits of 32 bytes, the next in the bits above them.</summary>
    public const int Block = 128;

    public const int BlockBytes = Block / PerByte;

    private const int PerByte = 4;

    /// <summary>Whether rows of this dimension have sketches.</summary>
    public static bool IsMade(int dimension) => dimension >= LeastDimension;

    /// <summary>Bytes of a row's levels, padded.</summary>
    public static int Bytes(int dimension) => Padded(dimension) / PerByte;

    /// <summary>Dimensions as they are padded.</summary>
    public static int Padded(int dimension) => (dimension + Block - 1) / Block * Block;

    /// <summary>Bytes of a row: its levels, and behind them its <see cref="SketchTraits"/>.</summary>
    public static unsafe int Stride(int dimension) => IsMade(dimension) ? Bytes(dimension) + sizeof(SketchTraits) : 0;

    /// <summary>Writes the sketch of a vector that was turned.</summary>
    public static void Write(ReadOnlySpan<float> turned, Span<byte> row)
    {
        var levels = row[..Bytes(turned.Length)];
        levels.Clear();
        var squared = TensorPrimitives.SumOfSquares(turned);
        var step = MathF.Sqrt(squared / turned.Length); // near what is best for numbers that are distributed normally
        var (along, length) = (0f, 0);
        for (var i = 0; i < turned.Length; i++)
        {
            var code = CodeOf(turned[i], step);
            var level = (2 * code) - 3;
            along += turned[i] * level;
            length += level * level;
            levels[(i / Block * BlockBytes) + (i % BlockBytes)] |= (byte)(code << (i % Block / BlockBytes * 2));
        }

        var scale = along > 0 ? squared / along : 0;
        var error = MathF.Sqrt(MathF.Max(0, (scale * scale * length) - squared));
        MemoryMarshal.Write(row[levels.Length..], new SketchTraits(scale, error));
    }

    private static int CodeOf(float number, float step) => 1 + (number >= 0 ? 1 : 0) + (number > step ? 1 : 0) - (number < -step ? 1 : 0);
}
