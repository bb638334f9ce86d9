using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GroupChat.Vectors.Dense.Memory;

/// <summary>
/// The rows there were when it was taken. No bounds are checked: callers ask only for rows they were told of before they took it,
/// and keep the owner of the memory alive.
/// </summary>
internal readonly unsafe struct RowView(nint[] table, int stride)
{
    private readonly nint[] _table = table;
    private readonly int _stride = stride;

    public int Stride => _stride;

    public byte* this[int row]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (byte*)Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_table), row >> NativeRows.Shift)
            + ((nint)(row & ((1 << NativeRows.Shift) - 1)) * _stride);
    }
}
