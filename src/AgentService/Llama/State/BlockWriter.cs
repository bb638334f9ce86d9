using System.Threading.Channels;

namespace GroupChat.Agents.Llama.State;

/// <summary>Seals and writes blocks behind the engine's back. What it has not got to yet is bounded: beyond that a block is not kept.</summary>
internal sealed class BlockWriter : IAsyncDisposable
{
    private const long MostBytes = 16 << 20;

    private readonly StateFolder _folder;
    private readonly Channel<(string Name, byte[] Content)> _blocks =
        Channel.CreateUnbounded<(string, byte[])>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

    private readonly Task _writing;
    private long _waiting;

    public BlockWriter(StateFolder folder)
    {
        _folder = folder;
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>Whether there is room for a block of so many bytes.</summary>
    public bool Takes(long bytes) => Volatile.Read(ref _waiting) + bytes <= MostBytes;

    /// <param name="name">Of the block.</param>
    /// <param name="content">Not used by the caller any more; sealed here.</param>
    public void Add(string name, byte[] content)
    {
        Interlocked.Add(ref _waiting, content.Length);
        _blocks.Writer.TryWrite((name, content));
    }

    /// <summary>Returns when everything is written.</summary>
    public ValueTask DisposeAsync()
    {
        _blocks.Writer.TryComplete();
        return new(_writing);
    }

    private async Task WriteAsync()
    {
        await foreach (var (name, content) in _blocks.Reader.ReadAllAsync())
        {
            BlockFile.Seal(_folder.Secret, name, content);
            _folder.Write(name, content);
            Interlocked.Add(ref _waiting, -content.Length);
        }
    }
}
