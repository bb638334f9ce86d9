using System.Runtime.InteropServices;

namespace GroupChat.Vectors.Dense.Memory;

/// <summary>
/// Memory outside of the managed heap that never moves. Nobody frees it: it goes when nothing refers to it any more, so that a
/// reader who holds the owner holds the memory too. Its contents are undefined until written.
/// </summary>
internal sealed unsafe partial class NativeBlock
{
    // Random reads of rows miss the address cache with 4 KiB pages: with these a search is a quarter faster.
    private const int HugePage = 2 * 1024 * 1024;
    private const int SmallPage = 4096;
    private const int MadviseHugePage = 14;

    private readonly long _bytes;

    /// <param name="bytes">Its size.</param>
    /// <param name="isHuge">Whether all of it will be written: a huge page is resident as a whole once a byte of it is touched.</param>
    public NativeBlock(long bytes, bool isHuge = false)
    {
        _bytes = bytes;
        isHuge &= bytes >= HugePage;
        Start = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, (nuint)(isHuge ? HugePage : SmallPage));
        GC.AddMemoryPressure(bytes);
        if (isHuge && OperatingSystem.IsLinux())
            AskForHugePages((nint)Start, (nuint)bytes);
    }

    ~NativeBlock()
    {
        NativeMemory.AlignedFree(Start);
        GC.RemoveMemoryPressure(_bytes);
    }

    public byte* Start { get; }

    // Advice only: where the call is missing or refused, everything works, a little slower.
    private static void AskForHugePages(nint start, nuint bytes)
    {
        try
        {
            _ = Advise(start, bytes, MadviseHugePage);
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint start, nuint bytes, int advice);
}
