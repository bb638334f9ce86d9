namespace GroupChat.Vectors.Lexical;

/// <summary>
/// A term occurs Count times in the point at Slot. Four bytes, since an index is mostly these: more than <see cref="MostCounted"/>
/// counts as so many, which changes a score by little, because counts saturate; and a tenant has no more slots than
/// <see cref="MaxSlots"/>, whose vectors alone would take 50 GB.
/// </summary>
internal readonly record struct Posting
{
    public const int MostCounted = (1 << CountBits) - 1;
    public const int MaxSlots = 1 << (32 - CountBits);

    private const int CountBits = 7;

    private readonly uint _both;

    public Posting(int slot, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)slot, (uint)MaxSlots, nameof(slot));
        _both = ((uint)slot << CountBits) | (uint)Math.Min(count, MostCounted);
    }

    public int Slot => (int)(_both >> CountBits);

    public int Count => (int)(_both & MostCounted);

    public void Deconstruct(out int slot, out int count) => (slot, count) = (Slot, Count);
}
