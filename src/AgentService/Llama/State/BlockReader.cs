using System.Threading.Channels;

namespace GroupChat.Agents.Llama.State;

/// <summary>
/// Reads the blocks of one prompt in order, a few ahead of the engine. It gives up at a block that is not what it should be, and at one
/// that takes longer to come than to compute.
/// </summary>
internal sealed class BlockReader : IDisposable
{
    private const int Ahead = 2;

    private readonly Channel<byte[]> _blocks = Channel.CreateBounded<byte[]>(Ahead);
    private readonly CancellationTokenSource _stop = new();

    /// <param name="folder">Where they lie.</param>
    /// <param name="names">Of the blocks, in order.</param>
    /// <param name="mostBytes">Of a block.</param>
    /// <param name="patience">For one of them.</param>
    /// <param name="time">Measures it.</param>
    /// <param name="arrived">Called when there is one more, or none any more.</param>
    public BlockReader(StateFolder folder, string[] names, long mostBytes, TimeSpan patience, TimeProvider time, Action arrived)
    {
        Count = names.Length;
        var stop = _stop.Token;
        _ = Task.Run(() => ReadAsync(folder, names, mostBytes, patience, time, arrived, stop), CancellationToken.None);
    }

    /// <summary>Blocks, at most.</summary>
    public int Count { get; }

    /// <summary>Blocks that were taken.</summary>
    public int Taken { get; private set; }

    /// <summary>Nothing comes any more.</summary>
    public bool IsOver => _blocks.Reader.Completion.IsCompleted;

    /// <summary>The next block's file, if it has come.</summary>
    public byte[]? Take()
    {
        if (!_blocks.Reader.TryRead(out var content))
            return null;
        Taken++;
        return content;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task ReadAsync(
        StateFolder folder, string[] names, long mostBytes, TimeSpan patience, TimeProvider time, Action arrived, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var name in names)
            {
                var content = await Task.Run(() => folder.Read(name, mostBytes), cancellationToken).WaitAsync(patience, time, cancellationToken);
                if (content is null)
                    break;
                await _blocks.Writer.WriteAsync(content, cancellationToken);
                arrived();
            }
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException)
        {
            // It is computed.
        }
        _blocks.Writer.TryComplete();
        arrived();
    }
}
