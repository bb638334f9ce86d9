namespace GroupChat.Vectors.Embedding;

/// <summary>
/// A 64-bit hash of characters that is the same in every process and on every platform: FNV-1a over UTF-16 code units,
/// low byte first, with the finalizer of MurmurHash3 so that every bit of the result is usable. Part of "hash-v1": never change it.
/// </summary>
internal readonly struct StableHash
{
    private const ulong Prime = 1_099_511_628_211;
    private readonly ulong _state;

    private StableHash(ulong state) => _state = state;

    public static StableHash Start(byte seed) => new((14_695_981_039_346_656_037 ^ seed) * Prime);

    public StableHash Add(char unit) => new((((_state ^ (byte)unit) * Prime) ^ (byte)(unit >> 8)) * Prime);

    public StableHash Add(ReadOnlySpan<char> text)
    {
        var hash = this;
        foreach (var unit in text)
            hash = hash.Add(unit);
        return hash;
    }

    public ulong Finish()
    {
        var value = _state;
        value = (value ^ (value >> 33)) * 0xFF51AFD7ED558CCD;
        value = (value ^ (value >> 33)) * 0xC4CEB9FE1A85EC53;
        value ^= value >> 33;
        return value == 0 ? 1 : value; // zero marks a free place in FeatureCounts
    }
}
