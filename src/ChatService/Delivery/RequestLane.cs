using System.Diagnostics.CodeAnalysis;

namespace GroupChat.Chat.Delivery;

/// <summary>
/// From the reader loop of a stream to its writer loop. A request takes a slot when it is read and gives it back when its answer is
/// written; when all slots are taken the reader loop waits, and so, through flow control, does the client.
/// </summary>
[SuppressMessage(
    "Design", "CA1001", Justification = "A semaphore without a wait handle holds nothing, and disposing it would strand its waiters.")]
internal sealed class RequestLane(WakeSignal wake)
{
    /// <summary>Requests read and not yet answered at most.</summary>
    public const int Slots = 64;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _slots = new(Slots, Slots);
    private readonly Queue<StreamCommand> _ready = new();
    private int _underway;
    private bool _complete;

    /// <summary>The client has said all it wants to, and everything was answered.</summary>
    public bool IsDrained
    {
        get
        {
            lock (_gate)
                return _complete && _underway == 0 && _ready.Count == 0;
        }
    }

    public async ValueTask EnterAsync(CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        lock (_gate)
            _underway++;
    }

    /// <summary>Ends a request that was entered; null when there is nothing to say.</summary>
    public void Answer(StreamCommand? command)
    {
        lock (_gate)
        {
            _underway--;
            if (command is null)
                _slots.Release();
            else
                _ready.Enqueue(command);
        }

        wake.SetHere();
    }

    public bool TryTake([MaybeNullWhen(false)] out StreamCommand command)
    {
        lock (_gate)
        {
            if (!_ready.TryDequeue(out command))
                return false;
        }

        _slots.Release();
        return true;
    }

    /// <summary>No more requests come.</summary>
    public void Complete()
    {
        lock (_gate)
            _complete = true;
        wake.Set();
    }
}
