using System.Buffers;
using Microsoft.AspNetCore.Connections;

namespace GroupChat.ServiceDefaults.Listening;

/// <summary>
/// The blocks of 4,096 bytes that connections and streams read into and write from. The one given back last is handed out first, so
/// that after a burst most of them lie idle and can be given up; the server's own pool takes turns among all it ever had, and keeps them.
/// </summary>
internal sealed class BlockPool : MemoryPool<byte>, IMemoryPoolFactory<byte>
{
    private readonly BlockShelf[] _shelves = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new BlockShelf())];

    /// <inheritdoc/>
    public override int MaxBufferSize => Block.Size;

    /// <summary>One for all: what one listener does not use, another may.</summary>
    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => this;

    /// <inheritdoc/>
    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, Block.Size);
        if (Nearest.Take() is not { } block)
            return new Block(this);
        block.HandOut();
        return block;
    }

    /// <summary>Gives up what nobody has needed since the last time. Returns the number of bytes.</summary>
    public long Trim() => _shelves.Sum(shelf => shelf.Trim()) * (long)Block.Size;

    internal void Return(Block block) => Nearest.Put(block);

    /// <summary>Each listener "disposes of" its pool at its end; there may be others.</summary>
    protected override void Dispose(bool disposing)
    {
    }

    private BlockShelf Nearest => _shelves[Thread.GetCurrentProcessorId() % _shelves.Length];
}
