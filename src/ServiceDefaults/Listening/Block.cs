using System.Buffers;
using System.Runtime.InteropServices;

namespace GroupChat.ServiceDefaults.Listening;

/// <summary>A piece of memory that the collector does not move, so that the system can be told its address. Begins handed out.</summary>
internal sealed class Block(BlockPool pool) : IMemoryOwner<byte>
{
    /// <summary>In bytes.</summary>
    public const int Size = 4096;

    private int _isOut = 1;

    /// <inheritdoc/>
    public Memory<byte> Memory { get; } =
        MemoryMarshal.CreateFromPinnedArray(GC.AllocateUninitializedArray<byte>(Size, pinned: true), 0, Size);

    public void HandOut() => Volatile.Write(ref _isOut, 1);

    /// <summary>Back to the pool; a second time nothing happens: two owners would see each other's bytes.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isOut, 0) == 1)
            pool.Return(this);
    }
}
