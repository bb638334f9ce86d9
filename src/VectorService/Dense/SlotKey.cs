using System.Runtime.CompilerServices;

namespace GroupChat.Vectors.Dense;

/// <summary>
/// A candidate as one number that sorts by closeness, best first: 32 bits of distance, 30 of slot, one set when it only leads on
/// (it is dead or filtered out), one set when its neighbours have been looked at.
/// </summary>
internal static class SlotKey
{
    public const int MaxSlots = 1 << 30;
    public const ulong Expanded = 1;
    public const ulong Passage = 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(float closeness, int slot)
    {
        // Ordered as the bits of floats are ordered once the sign is taken care of; negated, because the best sorts first.
        var bits = BitConverter.SingleToInt32Bits(-closeness);
        var sortable = (uint)(bits ^ ((bits >> 31) | int.MinValue));
        return ((ulong)sortable << 32) | ((uint)slot << 2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Slot(ulong key) => (int)((uint)key >> 2);

    public static float Closeness(ulong key)
    {
        var sortable = (int)(key >> 32);
        var bits = sortable ^ (~(sortable >> 31) | int.MinValue);
        return -BitConverter.Int32BitsToSingle(bits);
    }
}
