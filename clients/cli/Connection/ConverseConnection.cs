using System.Runtime.CompilerServices;
using System.Threading.Channels;
using GroupChat.Cli.Sessions;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Cli.Connection;

/// <summary>
/// Keeps a Converse stream open over every break: reconnects with backoff, resumes each room after the last event it told,
/// sends unanswered requests again, and tells every event once and in order.
/// </summary>
/// <param name="chat">The service.</param>
/// <param name="session">Whose stream it is.</param>
/// <param name="prepare">Runs before every attempt, for what must be true first: membership, the first cursor.</param>
/// <param name="time">Clock.</param>
/// <param name="random">Source of jitter.</param>
internal sealed partial class ConverseConnection(
    ChatService.ChatServiceClient chat,
    SessionKeeper session,
    Func<ConverseConnection, CancellationToken, Task> prepare,
    TimeProvider time,
    Random random) : IAsyncDisposable
{
    /// <summary>Posts on their way at once; more wait, so that a pipe of any length needs little memory.</summary>
    private const int MostUnanswered = 64;

    private static readonly TimeSpan ShortestRepeat = TimeSpan.FromSeconds(1);

    /// <summary>When the reader of updates falls behind, reading waits, and so does the server.</summary>
    private readonly Channel<Update> _updates = Channel.CreateBounded<Update>(new BoundedChannelOptions(256) { SingleWriter = true });
    private readonly Dictionary<string, RoomPosition> _rooms = [];
    private readonly Outbox _outbox = new();
    private readonly SemaphoreSlim _slots = new(MostUnanswered);
    private readonly SemaphoreSlim _order = new(1);
    private readonly Backoff _backoff = new(random);
    private readonly CancellationTokenSource _end = new();
    private Task _running = Task.CompletedTask;
    private long _lastRequest;

    /// <summary>Everything that happens, until the connection ends; then its error, if it had one.</summary>
    public async IAsyncEnumerable<Update> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var update in _updates.Reader.ReadAllAsync(cancellationToken))
            yield return update;
    }

    /// <summary>Subscribes to a room from the next attempt on. To be called from <c>prepare</c>.</summary>
    public void Follow(string roomId, string cursor, StartPosition start = StartPosition.Latest) =>
        _rooms.TryAdd(roomId, new(roomId, cursor, start));

    /// <summary>Posts a message: done when it is durable, over as many reconnects as that takes.</summary>
    public async Task<Message> PostAsync(PostMessageRequest message, CancellationToken cancellationToken)
    {
        var asking = await BeginPostAsync(message, cancellationToken);
        try
        {
            return (await asking).Posted.Message;
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>Stops an answer.</summary>
    public async Task<Message> CancelAnswerAsync(string roomId, string messageId, CancellationToken cancellationToken)
    {
        var answer = new CancelAnswerRequest { RoomId = roomId, MessageId = messageId };
        var request = NewRequest(cancel => cancel.Cancel = new() { Answer = answer });
        return (await AskAsync(request, cancellationToken)).Cancelled.Message;
    }

    /// <summary>Tells the room about typing, if there is a stream now.</summary>
    public void Typing(string roomId, bool typing) =>
        _outbox.Tell(NewRequest(request => request.Typing = new() { Typing = new() { RoomId = roomId, Typing = typing } }));

    /// <summary>Tells the server that everything up to a sequence has been read, if there is a stream now.</summary>
    public void Read(string roomId, long sequence) => _outbox.Tell(NewRequest(request => request.Ack = new()
    {
        Marks = new() { RoomId = roomId, DeliveredSequence = sequence, ReadSequence = sequence },
    }));

    /// <summary>Begins; goes on until disposed, or until the server refuses in a way that trying again does not change.</summary>
    public void Start() => _running = RunAsync(_end.Token);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _running;
        _end.Dispose();
        _slots.Dispose();
        _order.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        Exception? fatal = null;
        try
        {
            while (true)
            {
                var (why, wait) = await AttemptAsync(cancellationToken);
                await _updates.Writer.WriteAsync(new Update.Reconnecting(why, wait), cancellationToken);
                await Task.Delay(wait, time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked for.
        }
        catch (Exception error)
        {
            // Whoever reads the updates or waits for an answer gets it.
            fatal = error;
        }
        finally
        {
            _outbox.Close(fatal ?? new OperationCanceledException("The connection was closed."));
            _updates.Writer.TryComplete(fatal);
        }
    }

    // Whoever gets a place asks before the next one is let in: two who got theirs at once could overtake each other.
    private async Task<Task<ServerFrame>> BeginPostAsync(PostMessageRequest message, CancellationToken cancellationToken)
    {
        await _order.WaitAsync(cancellationToken);
        try
        {
            await _slots.WaitAsync(cancellationToken);
            return AskAsync(NewRequest(post => post.Post = new() { Message = message }), cancellationToken);
        }
        finally
        {
            _order.Release();
        }
    }

    /// <summary>Asks again while the server says that it cannot do it now.</summary>
    private async Task<ServerFrame> AskAsync(ConverseRequest request, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await _outbox.AskAsync(request).WaitAsync(cancellationToken);
            }
            catch (RefusedException busy) when (busy.Error.IsBusy || busy.Error.IsUnreachable)
            {
                await Task.Delay(busy.Error.RetryAfter ?? ShortestRepeat, time, cancellationToken);
            }
        }
    }

    private ConverseRequest NewRequest(Action<ConverseRequest> fill)
    {
        var request = new ConverseRequest { RequestId = $"r{Interlocked.Increment(ref _lastRequest)}" };
        fill(request);
        return request;
    }
}
