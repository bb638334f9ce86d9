using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace GroupChat.Vectors.Dense.Memory;

/// <summary>Asks the processor for memory that will be read soon. A no-op where there is no such instruction.</summary>
internal static unsafe class Prefetch
{
    private const int Line = 64;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void One(void* address)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(address);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Lines(byte* address, int bytes)
    {
        if (!Sse.IsSupported)
            return;
        for (var offset = 0; offset < bytes; offset += Line)
            Sse.Prefetch0(address + offset);
    }
}
