using System.Runtime.CompilerServices;
using GroupChat.Vectors.Dense.Graph;
using GroupChat.Vectors.Dense.Kernels;
using GroupChat.Vectors.Dense.Memory;
using GroupChat.Vectors.Dense.Sketches;

namespace GroupChat.Vectors.Dense;

/// <summary>What a search needs besides the index, one per thread and used again and again: a search allocates nothing.</summary>
internal sealed unsafe class SearchScratch
{
    /// <summary>Rows scored together at most.</summary>
    public const int MaxGroup = 64;

    private const int MaxDimension = 65_536;

    [ThreadStatic]
    private static SearchScratch? s_mine;

    private readonly NativeBlock _group = new(MaxGroup * (sizeof(nint) + sizeof(int) + sizeof(float)));
    private NativeBlock _query = new(Width.Codes * (sizeof(float) + 1));
    private NativeBlock _turned = new(Width.Codes * (sizeof(float) + 1));
    private int _dimension = Width.Codes;
    private int _turnedDimension = Width.Codes;
    private byte[] _owner = [];
    private byte* _tags;
    private byte _tag;

    public static SearchScratch Mine => s_mine ??= new SearchScratch();

    public Beam Beam { get; } = new();

    /// <summary>A second one, for candidates scored by their floats.</summary>
    public Beam Best { get; } = new();

    /// <summary>Addresses of the rows of the group being scored.</summary>
    public byte** Rows => (byte**)_group.Start;

    /// <summary>Their slots.</summary>
    public int* Slots => (int*)(_group.Start + (MaxGroup * sizeof(nint)));

    /// <summary>How close each is.</summary>
    public float* Closeness => (float*)(Slots + MaxGroup);

    public DenseQuery Query(in VectorView view, ReadOnlySpan<float> vector)
    {
        var dimension = Width.PaddedCodes(vector.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimension, MaxDimension, nameof(vector));
        if (dimension > _dimension)
            (_query, _dimension) = (new NativeBlock(dimension * (sizeof(float) + 1)), dimension);
        return DenseQuery.Write(
            vector,
            view.Origin,
            new Span<float>(_query.Start, Width.PaddedFloats(vector.Length)),
            new Span<sbyte>(_query.Start + (_dimension * sizeof(float)), dimension));
    }

    /// <summary>The query to compare sketches with: only of rows that have any.</summary>
    public SketchQuery Sketch(in VectorView view, in DenseQuery query, float deviations)
    {
        var (dimension, padded) = (view.Rows.Dimension, Sketches.Sketch.Padded(view.Rows.Dimension));
        if (padded > _turnedDimension)
            (_turned, _turnedDimension) = (new NativeBlock(padded * (sizeof(float) + 1)), padded);
        var coded = new Span<float>(_turned.Start, dimension);
        Codes.Differences(new ReadOnlySpan<float>(query.Floats, dimension), view.Origin, coded);
        return SketchQuery.Write(coded, new Span<sbyte>(_turned.Start + (_turnedDimension * sizeof(float)), padded), deviations);
    }

    /// <summary>Forgets which of so many slots were seen: a mark counts for one search, so that nothing has to be cleared.</summary>
    public void ForgetSeen(int slots)
    {
        if (_owner.Length < slots)
        {
            _owner = GC.AllocateArray<byte>(Math.Max(slots, _owner.Length * 2), pinned: true);
            _tags = (byte*)Unsafe.AsPointer(ref _owner[0]);
            _tag = 0;
        }

        if (++_tag != 0)
            return;
        Array.Clear(_owner);
        _tag = 1;
    }

    /// <summary>From now on a slot was seen in this search.</summary>
    public void See(int slot) => _tags[slot] = _tag;

    /// <summary>
    /// Writes the neighbours that were not seen in this search to the slots of the group; from now on they were. Returns how many.
    /// Whether one was is not to be foretold, so nothing branches on it.
    /// </summary>
    public int GatherUnseen(int* neighbours, int most, int limit)
    {
        var (count, tag) = (0, _tag);
        int* slots = Slots;
        byte* tags = _tags;
        for (var i = 0; i < most; i++)
        {
            var slot = neighbours[i];
            if ((uint)slot >= (uint)limit)
            {
                if (slot == GraphShape.None)
                    break;
                continue;
            }

            slots[count] = slot;
            count += tags[slot] == tag ? 0 : 1;
            tags[slot] = tag;
        }

        return count;
    }
}
