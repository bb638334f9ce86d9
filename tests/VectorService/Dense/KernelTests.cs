using System.Runtime.InteropServices;
using GroupChat.Vectors.Dense.Kernels;

namespace GroupChat.Vectors.Tests.Dense;

/// <summary>Every width of registers gives the same answers, to the last bit.</summary>
public sealed unsafe class KernelTests
{
    private static readonly int[] Lengths = [64, 128, 384, 768, 1536];

    [Fact]
    public void Kernels_AnyNumbers_GiveTheSameAnswers()
    {
        var random = new Random(1);
        foreach (var length in Lengths)
        {
            using var rows = new Rows(length, random);
            var expected = Answers<KernelScalar>(rows, length);
            Assert.Equal(expected, Answers<Kernel128>(rows, length));
            if (Kernel256.IsSupported)
                Assert.Equal(expected, Answers<Kernel256>(rows, length));
            if (Kernel512.IsSupported)
                Assert.Equal(expected, Answers<Kernel512>(rows, length));
        }
    }

    [Fact]
    public void Kernels_LargestCodes_DoNotOverflow()
    {
        using var rows = new Rows(768, new Random(1));
        rows.Fill(255, 63);
        Assert.All(Answers<Kernel128>(rows, 768).Codes, sum => Assert.Equal(255 * 63 * 768, sum));
        rows.Fill(255, -63);
        var expected = Answers<KernelScalar>(rows, 768);
        Assert.Equal(-255 * 63 * 768, expected.Codes[0]);
        Assert.Equal(expected, Answers<Kernel128>(rows, 768));
        if (Kernel256.IsSupported)
            Assert.Equal(expected, Answers<Kernel256>(rows, 768));
        if (Kernel512.IsSupported)
            Assert.Equal(expected, Answers<Kernel512>(rows, 768));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(127)]
    [InlineData(-127)]
    public void Levels_AnyCodes_AreTheSameOnEveryWidth(sbyte query)
    {
        foreach (var length in (int[])[128, 384, 1_024, 4_096])
        {
            using var rows = new Rows(length, new Random(length));
            if (query != 0)
                rows.Fill(255, query); // the most that is added up before there is more room
            var expected = Levels<KernelScalar>(rows, length);
            if (query != 0)
                Assert.All(expected, sum => Assert.Equal(3 * query * length, sum));
            Assert.Equal(expected, Levels<Kernel128>(rows, length));
            if (Kernel256.IsSupported)
                Assert.Equal(expected, Levels<Kernel256>(rows, length));
            if (Kernel512.IsSupported)
                Assert.Equal(expected, Levels<Kernel512>(rows, length));
        }
    }

    [Fact]
    public void Dot_AgainstDoubles_IsClose()
    {
        using var rows = new Rows(384, new Random(2));
        var exact = 0.0;
        for (var i = 0; i < 384; i++)
            exact += (double)rows.Floats[i] * rows.FloatQuery[i];
        Assert.Equal(exact, Kernel.Dot(rows.Floats, rows.FloatQuery, 384), 1e-4);
    }

    [Fact]
    public void Distance_LargeNumbersCloseTogether_IsExact()
    {
        using var rows = new Rows(64, new Random(3));
        for (var i = 0; i < 64; i++)
            (rows.Floats[i], rows.FloatQuery[i]) = (100_000 + (i % 4), 100_000);
        Assert.Equal(16 * (0 + 1 + 4 + 9), Answers<KernelScalar>(rows, 64).Distances.First());
    }

    /// <summary>What a kernel answers: floats by their bits, one row at a time and four, then distances; codes likewise.</summary>
    private static Sums Answers<TKernel>(Rows rows, int length)
        where TKernel : struct, IVectorKernel
    {
        nint[] floatRows = new nint[4], codeRows = new nint[4];
        var (dots, distances, sums) = (new float[4], new float[4], new int[4]);
        for (var row = 0; row < 4; row++)
            (floatRows[row], codeRows[row]) = ((nint)(rows.Floats + (row * length)), (nint)(rows.Codes + (row * length)));
        fixed (nint* floats = floatRows, codes = codeRows)
        fixed (float* dot = dots, distance = distances)
        fixed (int* sum = sums)
        {
            TKernel.DotFour(rows.FloatQuery, (float**)floats, length, dot);
            TKernel.DistanceFour(rows.FloatQuery, (float**)floats, length, distance);
            TKernel.DotFour(rows.CodeQuery, (byte**)codes, length, sum);
        }

        var single = Enumerable.Range(0, 4).Select(row => TKernel.Dot(rows.FloatQuery, rows.Floats + (row * length), length));
        var singleCodes = Enumerable.Range(0, 4).Select(row => TKernel.Dot(rows.Codes + (row * length), rows.CodeQuery, length));
        return new Sums([.. dots.Concat(single).Concat(distances).Select(BitConverter.SingleToInt32Bits)], [.. sums.Concat(singleCodes)]);
    }

    private static int[] Levels<TKernel>(Rows rows, int length)
        where TKernel : struct, IVectorKernel
    {
        var (codeRows, sums) = (new nint[4], new int[4]);
        for (var row = 0; row < 4; row++)
            codeRows[row] = (nint)(rows.Codes + (row * length / 4));
        fixed (nint* codes = codeRows)
        fixed (int* sum = sums)
            TKernel.LevelsFour(rows.CodeQuery, (byte**)codes, length / 4, sum);
        return sums;
    }

    private sealed record Sums(int[] Floats, int[] Codes)
    {
        public bool Equals(Sums? other) => other is not null && Floats.SequenceEqual(other.Floats) && Codes.SequenceEqual(other.Codes);

        public IEnumerable<float> Distances => Floats.TakeLast(4).Select(BitConverter.Int32BitsToSingle);

        public override int GetHashCode() => HashCode.Combine(Floats[0], Codes[0]);

        public override string ToString() => $"{string.Join(' ', Floats)} | {string.Join(' ', Codes)}";
    }

    /// <summary>Four rows and a query of each kind, aligned.</summary>
    private sealed class Rows : IDisposable
    {
        private readonly int _length;

        public Rows(int length, Random random)
        {
            _length = length;
            Floats = (float*)NativeMemory.AlignedAlloc((nuint)(5 * length * sizeof(float)), 64);
            Codes = (byte*)NativeMemory.AlignedAlloc((nuint)(5 * length), 64);
            for (var i = 0; i < 5 * length; i++)
                (Floats[i], Codes[i]) = ((random.NextSingle() * 2) - 1, i < 4 * length ? (byte)random.Next(1, 256) : (byte)(sbyte)random.Next(-63, 64));
        }

        public float* Floats { get; }

        public byte* Codes { get; }

        public float* FloatQuery => Floats + (4 * _length);

        public sbyte* CodeQuery => (sbyte*)Codes + (4 * _length);

        public void Fill(byte row, sbyte query)
        {
            new Span<byte>(Codes, 4 * _length).Fill(row);
            new Span<sbyte>(CodeQuery, _length).Fill(query);
        }

        public void Dispose()
        {
            NativeMemory.AlignedFree(Floats);
            NativeMemory.AlignedFree(Codes);
        }
    }
}
