using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Cli.Connection;

/// <summary>
/// Requests the server has not answered yet, in the order they were made. They outlive the stream: after a reconnect they are
/// sent again as they were, and their idempotency keys keep the server from doing them twice.
/// </summary>
internal sealed class Outbox
{
    private readonly Lock _gate = new();
    private readonly LinkedList<Pending> _pending = [];
    private readonly Dictionary<string, LinkedListNode<Pending>> _byId = [];
    private Action<ConverseRequest>? _send;
    private Exception? _closed;

    /// <summary>Sends a request, now or when there is a stream, and waits for the frame that answers it.</summary>
    public Task<ServerFrame> AskAsync(ConverseRequest request)
    {
        var pending = new Pending(request);
        lock (_gate)
        {
            if (_closed is not null)
                return Task.FromException<ServerFrame>(_closed);
            _byId[request.RequestId] = _pending.AddLast(pending);
            _send?.Invoke(request);
        }
        return pending.Answer.Task;
    }

    /// <summary>Sends what needs no answer and is worth nothing later; without a stream it is dropped.</summary>
    public void Tell(ConverseRequest request)
    {
        lock (_gate)
            _send?.Invoke(request);
    }

    /// <summary>A stream is open: sends everything unanswered, then whatever comes.</summary>
    public void Attach(Action<ConverseRequest> send)
    {
        lock (_gate)
        {
            foreach (var pending in _pending)
                send(pending.Request);
            _send = send;
        }
    }

    public void Detach()
    {
        lock (_gate)
            _send = null;
    }

    /// <summary>True when the frame answers something that waits here.</summary>
    public bool Complete(ServerFrame frame) => Remove(frame.RequestId)?.Answer.TrySetResult(frame) ?? false;

    public bool Fail(string requestId, Exception error) => Remove(requestId)?.Answer.TrySetException(error) ?? false;

    /// <summary>Nothing will be sent any more.</summary>
    public void Close(Exception error)
    {
        List<Pending> left;
        lock (_gate)
        {
            _closed = error;
            _send = null;
            left = [.. _pending];
            _pending.Clear();
            _byId.Clear();
        }
        foreach (var pending in left)
            pending.Answer.TrySetException(error);
    }

    private Pending? Remove(string requestId)
    {
        lock (_gate)
        {
            if (!_byId.Remove(requestId, out var node))
                return null;
            _pending.Remove(node);
            return node.Value;
        }
    }

    private sealed record Pending(ConverseRequest Request)
    {
        public TaskCompletionSource<ServerFrame> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
