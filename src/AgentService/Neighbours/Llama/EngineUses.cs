using System.Diagnostics.CodeAnalysis;

namespace GroupChat.Agents.Neighbours.Llama;

/// <summary>Who uses a model at present, so that it can be taken away when nobody does, or from under them.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A source without a timer holds nothing, and a use that ends late may still look at it.")]
internal sealed class EngineUses(TimeProvider time)
{
    private readonly Lock _gate = new();
    private CancellationTokenSource _taken = new();
    private TaskCompletionSource? _idle;
    private int _count;

    /// <summary>Begins a use, which ends when it is disposed of. Not while the model is being taken away: the caller sees to that.</summary>
    public EngineUse Enter(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _count++;
            return new EngineUse(this, _taken.Token, cancellationToken);
        }
    }

    public void Leave()
    {
        lock (_gate)
        {
            if (--_count == 0)
                _idle?.TrySetResult();
        }
    }

    /// <summary>Returns when nobody uses it any more; after so long they are told to stop.</summary>
    public async Task DrainAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var idle = Idle();
        if (patience > TimeSpan.Zero)
            await idle.WaitAsync(patience, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        if (idle.IsCompleted)
            return;
        CancellationTokenSource taken;
        lock (_gate)
            (taken, _taken) = (_taken, new CancellationTokenSource());
        await taken.CancelAsync();
        await idle.WaitAsync(cancellationToken);
    }

    private Task Idle()
    {
        lock (_gate)
        {
            _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_count == 0)
                _idle.SetResult();
            return _idle.Task;
        }
    }
}
