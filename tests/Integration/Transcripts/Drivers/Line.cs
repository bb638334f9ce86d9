using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;

namespace GroupChat.Integration.Tests.Transcripts.Drivers;

/// <summary>Somebody listens to a room, and talks in it. Everything that was heard is kept, in its order.</summary>
internal abstract class Line : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly List<ServerFrame> _frames = [];
    private readonly CancellationTokenSource _closed = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _pump = Task.CompletedTask;
    private Exception? _fault;
    private bool _hasEnded;
    private bool _isDisposed;

    /// <summary>What was heard so far.</summary>
    public IReadOnlyList<ServerFrame> Heard
    {
        get
        {
            lock (_gate)
                return [.. _frames];
        }
    }

    public abstract Task<PostMessageResponse> PostAsync(PostMessageRequest post);

    public abstract Task<Message> CancelAsync(CancelAnswerRequest answer);

    public abstract Task<RegenerateAnswerResponse> RegenerateAsync(RegenerateAnswerRequest answer);

    public abstract Task<ToolCall> ApproveAsync(ApproveToolCallRequest call);

    public abstract Task<ToolCall> RefuseAsync(RefuseToolCallRequest call);

    public abstract Task TypeAsync(SendTypingRequest typing);

    public abstract Task MarkAsync(MoveMarksRequest marks);

    /// <summary>The first frame that is wanted, among those from <paramref name="since"/> on.</summary>
    public async Task<ServerFrame> UntilAsync(Func<ServerFrame, bool> wanted, int since = 0)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_frames.Skip(since).FirstOrDefault(wanted) is { } frame)
                    return frame;
                if (_hasEnded)
                    throw _fault ?? new EndOfStreamException("the stream has ended:\n" + string.Join('\n', _frames));
                changed = _changed.Task;
            }

            await changed.Within();
        }
    }

    /// <summary>Hangs up without a word, as a client does that loses its network.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        await _closed.CancelAsync();
        await DropAsync();
        await _pump.Within();
        _closed.Dispose();
    }

    protected void Begin(Func<CancellationToken, IAsyncEnumerable<ServerFrame>> frames) => _pump = PumpAsync(frames);

    protected abstract ValueTask DropAsync();

    /// <summary>True when the frame answers something, and was not heard from the room.</summary>
    protected virtual bool TakesAnswer(ServerFrame frame) => false;

    private async Task PumpAsync(Func<CancellationToken, IAsyncEnumerable<ServerFrame>> frames)
    {
        try
        {
            await foreach (var frame in frames(_closed.Token))
            {
                if (!TakesAnswer(frame))
                    Change(() => _frames.Add(frame));
            }

            Change(() => _hasEnded = true);
        }
        catch (Exception fault)
        {
            Change(() => (_hasEnded, _fault) = (true, fault));
        }
    }

    private void Change(Action change)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            change();
            (changed, _changed) = (_changed, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        changed.SetResult();
    }
}
