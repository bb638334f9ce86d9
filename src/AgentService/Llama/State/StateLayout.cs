using System.Buffers.Binary;

namespace GroupChat.Agents.Llama.State;

/// <summary>
/// Whether bytes are the state of these positions, as the pinned build of the library writes it: the library takes many a broken one,
/// and ends the process over others. A seal says who wrote them; this says that they are what they should be, then and now.
/// </summary>
internal ref struct StateLayout
{
    private const uint Mark = 0xAF143CD8;
    private const int HalfFloats = 1;
    private const int MostLayers = 4_096;
    private const ulong MostRowBytes = 1 << 24;

    private ReadOnlySpan<byte> _left;
    private bool _isBroken;

    /// <param name="state">Of one sequence.</param>
    /// <param name="first">Its first position.</param>
    /// <param name="count">Its tokens.</param>
    public static bool Fits(ReadOnlySpan<byte> state, int first, int count)
    {
        var reader = new StateLayout { _left = state };
        reader.Expect(reader.Number() == Mark);
        var sequence = reader.Number();
        // A model with two kinds of attention has two parts.
        do
            reader.Part(sequence, first, count);
        while (!reader._isBroken && reader._left.Length > 0);
        return !reader._isBroken;
    }

    private void Part(uint sequence, int first, int count)
    {
        Expect(Number() == 1);
        Expect(Number() == count);
        var seen = new bool[count];
        for (var cell = 0; cell < count && !_isBroken; cell++)
        {
            var at = (long)Number() - first;
            Expect(at >= 0 && at < count && !seen[at]);
            if (!_isBroken)
                seen[at] = true;
            Expect(Number() == 1 && Number() == sequence);
        }
        var isTurned = Number();
        var layers = Number();
        Expect(isTurned <= 1 && layers is > 0 and <= MostLayers);
        for (var layer = 0; layer < layers && !_isBroken; layer++)
            Rows(count);
        for (var layer = 0; layer < layers && !_isBroken; layer++)
            Values(isTurned == 1, count);
    }

    private void Values(bool areTurned, int count)
    {
        if (!areTurned)
        {
            Rows(count);
            return;
        }
        Expect(Number() == HalfFloats && Number() == sizeof(ushort));
        Skip(Number() * (ulong)sizeof(ushort), count);
    }

    private void Rows(int count)
    {
        Expect(Number() == HalfFloats);
        var low = Number();
        Skip(low | ((ulong)Number() << 32), count);
    }

    private void Skip(ulong rowBytes, int count)
    {
        Expect(rowBytes is > 0 and <= MostRowBytes && rowBytes * (ulong)count <= (ulong)_left.Length);
        if (!_isBroken)
            _left = _left[(int)(rowBytes * (ulong)count)..];
    }

    private uint Number()
    {
        Expect(_left.Length >= sizeof(uint));
        if (_isBroken)
            return 0;
        var number = BinaryPrimitives.ReadUInt32LittleEndian(_left);
        _left = _left[sizeof(uint)..];
        return number;
    }

    private void Expect(bool holds) => _isBroken |= !holds;
}
