using System.Runtime.CompilerServices;
using GroupChat.Vectors.Index;

namespace GroupChat.Vectors.Dense;

/// <summary>Which slots may be in an answer. Structs, so that the compiler makes a search of its own for each.</summary>
internal interface IAdmission
{
    /// <summary>Whether there may be slots that are not admitted.</summary>
    static abstract bool IsSelective { get; }

    bool Admits(int slot);
}

/// <summary>All of them.</summary>
internal readonly struct AdmitAll : IAdmission
{
    public static bool IsSelective => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Admits(int slot) => true;
}

/// <summary>Those whose bit is set; slots beyond the bits are not.</summary>
internal readonly struct AdmitBits(SlotSet slots) : IAdmission
{
    public static bool IsSelective => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Admits(int slot) => slots.Contains(slot);
}
