using System.Collections.Concurrent;
using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace GroupChat.Vectors.Dense.Sketches;

/// <summary>
/// Turns vectors of one dimension, always in the same way, so that all of their numbers are about equally large: lengths and inner
/// products stay as they are. Signs by chance, Hadamard's transform over as many numbers as a power of two allows, from the front and
/// from the back in turn, and between them the halves are mixed (N. Ailon, B. Chazelle, STOC 2006, made of whole rotations).
/// The same bits on every machine: sketches are stored.
/// </summary>
internal sealed unsafe class Rotation
{
    private const int Turns = 4;
    private const int Eight = 8;
    private const ulong Seed = 0x5EEDF00D;

    private static readonly ConcurrentDictionary<int, Rotation> Known = new();

    private readonly int _dimension;
    private readonly int _window;
    private readonly float[] _factors;

    private Rotation(int dimension)
    {
        (_dimension, _window) = (dimension, 1 << int.Log2(dimension));
        _factors = new float[Turns * dimension];
        for (var i = 0; i < _factors.Length; i++)
            _factors[i] = Factor(i / dimension, i % dimension);
    }

    /// <summary>The one of a dimension, which is 8 or more.</summary>
    public static Rotation Of(int dimension) => Known.GetOrAdd(dimension, static dimension => new Rotation(dimension));

    /// <summary>Turns a vector in place.</summary>
    public void Apply(Span<float> vector)
    {
        fixed (float* numbers = vector)
        {
            for (var turn = 0; turn < Turns; turn++)
            {
                TensorPrimitives.Multiply(vector, _factors.AsSpan(turn * _dimension, _dimension), vector);
                Transform(numbers + Start(turn), _window);
                if (turn < Turns - 1)
                    Mix(numbers, numbers + (_dimension - (_dimension / 2)), _dimension / 2);
            }
        }
    }

    /// <summary>A sign, and what keeps the length as it was: of the transform that follows and of the mixing before.</summary>
    private float Factor(int turn, int at)
    {
        var factor = Sign(turn, at);
        if (at >= Start(turn) && at < Start(turn) + _window)
            factor /= MathF.Sqrt(_window);
        var isMiddle = _dimension % 2 == 1 && at == _dimension / 2;
        return turn == 0 || isMiddle ? factor : factor / MathF.Sqrt(2);
    }

    private static float Sign(int turn, int at)
    {
        var bits = Seed + (((ulong)turn << 32) | (uint)at);
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return ((bits ^ (bits >> 31)) & 1) == 0 ? 1 : -1;
    }

    private int Start(int turn) => turn % 2 == 0 ? 0 : _dimension - _window;

    private static void Transform(float* numbers, int count)
    {
        for (var half = count / 2; half >= Eight; half /= 2)
        {
            for (var i = 0; i < count; i += 2 * half)
                Mix(numbers + i, numbers + i + half, half);
        }

        for (var i = 0; i < count; i += Eight)
            Within(Vector256.Load(numbers + i)).Store(numbers + i);
    }

    /// <summary>The last three steps, whose halves are four, two and one.</summary>
    private static Vector256<float> Within(Vector256<float> eight)
    {
        eight = Vector256.Shuffle(eight, Vector256.Create(4, 5, 6, 7, 0, 1, 2, 3)) + (eight * Vector256.Create(1f, 1, 1, 1, -1, -1, -1, -1));
        eight = Vector256.Shuffle(eight, Vector256.Create(2, 3, 0, 1, 6, 7, 4, 5)) + (eight * Vector256.Create(1f, 1, -1, -1, 1, 1, -1, -1));
        return Vector256.Shuffle(eight, Vector256.Create(1, 0, 3, 2, 5, 4, 7, 6)) + (eight * Vector256.Create(1f, -1, 1, -1, 1, -1, 1, -1));
    }

    /// <summary>Sums and differences of two stretches.</summary>
    private static void Mix(float* left, float* right, int count)
    {
        var i = 0;
        for (; i <= count - Eight; i += Eight)
        {
            Vector256<float> a = Vector256.Load(left + i), b = Vector256.Load(right + i);
            (a + b).Store(left + i);
            (a - b).Store(right + i);
        }

        for (; i < count; i++)
            (left[i], right[i]) = (left[i] + right[i], left[i] - right[i]);
    }
}
