using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Turns;

/// <summary>
/// Reads a model's stream without depending on its obedience: cancellation ends the wait at once, also when the model
/// does not react. Such a model gets a moment to notice before its stream is left behind.
/// </summary>
internal sealed class ModelStream(IAsyncEnumerator<ChatResponseUpdate> source, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(100);
    private Task<bool>? _pending;

    public ChatResponseUpdate Current => source.Current;

    public async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var next = source.MoveNextAsync();
        if (next.IsCompleted)
            return await next;
        _pending = next.AsTask();
        var more = await _pending.WaitAsync(cancellationToken);
        _pending = null;
        return more;
    }

    public async ValueTask DisposeAsync()
    {
        if (_pending is { } pending)
        {
            await ((Task)pending).WaitAsync(Grace, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!pending.IsCompleted)
            {
                _ = LeaveAsync(pending);
                return;
            }
        }
        await source.DisposeAsync();
    }

    /// <summary>It is left behind, and yet what it holds is given back when it notices.</summary>
    private async Task LeaveAsync(Task pending)
    {
        await pending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await source.DisposeAsync().AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
