using System.Collections.Concurrent;
using GroupChat.Chaos.Tests.Checking;
using GroupChat.Chaos.Tests.Workload.Operations;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Workload;

internal sealed partial class ChaosClient
{
    private const int MostDiscouraged = 8;
    private static readonly TimeSpan Discouraged = TimeSpan.FromMilliseconds(300);

    private readonly ConcurrentQueue<Operation> _unfinished = new();
    private int _busy;

    /// <summary>True while something is under way or has to be tried again.</summary>
    public bool HasWork => Volatile.Read(ref _busy) > 0 || !_unfinished.IsEmpty;

    /// <summary>
    /// One of the client's workers: begins new operations until <paramref name="stopping"/> fires, and tries again what has no known
    /// outcome until the end.
    /// </summary>
    public async Task WorkAsync(CancellationToken stopping, CancellationToken end)
    {
        var discouraged = 0;
        while (!end.IsCancellationRequested)
        {
            // Counted before it is taken, so that HasWork never overlooks it.
            Interlocked.Increment(ref _busy);
            var operation = _unfinished.TryDequeue(out var again) ? again : stopping.IsCancellationRequested ? null : tools.Catalog.Next(this);
            var isDone = operation is null || await operation.TryAsync(this);
            if (!isDone)
                _unfinished.Enqueue(operation!);
            Interlocked.Decrement(ref _busy);
            // Nothing answers: it would only be asked in vain again.
            discouraged = isDone ? 0 : Math.Clamp(2 * discouraged, 1, MostDiscouraged);
            var pause = isDone ? tools.Think : Discouraged * discouraged;
            await Task.Delay(Draw(random => pause * (2 * random.NextDouble())), TimeProvider.System, end)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Something to be done later, by any worker.</summary>
    public void Later(Operation operation) => _unfinished.Enqueue(operation);

    /// <summary>Posts on the stream.</summary>
    public async Task<Outcome> PostOnStreamAsync(PostMessageRequest message)
    {
        // Between two streams.
        if (_talk is not { } talk)
            return await PostAsync(Draw(Servers), message);
        var request = new ConverseRequest { Post = new() { Message = message } };
        var answer = tools.Tamper?.Forge(UserId, request) ?? await talk.AskAsync(request, Patience);
        return answer.FrameCase switch
        {
            ServerFrame.FrameOneofCase.Posted => Posted(message, answer.Posted.Message, answer.Posted.AlreadyExisted),
            ServerFrame.FrameOneofCase.Error => Refusal.Read(answer.Error.Status),
            _ => NoAnswer($"a post was answered with {answer.FrameCase}"),
        };
    }

    /// <summary>Posts by a call of its own to one of the servers.</summary>
    public async Task<Outcome> PostAsync(int node, PostMessageRequest message)
    {
        var answer = await CallAsync(node, (wire, options) => wire.Chat.PostMessageAsync(message, options));
        return Posted(message, answer.Message, answer.AlreadyExisted);
    }

    /// <summary>Sends something on the stream that is not answered; nowhere between two streams.</summary>
    public async Task TellAsync(ConverseRequest request)
    {
        try
        {
            await (_talk?.SendAsync(request).WaitAsync(Patience) ?? Task.CompletedTask);
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            // The stream has ended meanwhile, or is stalled: nothing was promised.
        }
    }

    /// <summary>Makes one attempt at a change by a call of its own.</summary>
    public Task<Outcome> ChangeAsync(Claim claim, Change change) => AttemptAsync(claim, change.Refusals, async () =>
    {
        var cursor = await (tools.Tamper?.ChangeAsync(UserId, claim, change, make => make(this)) ?? change.MakeAsync(this));
        return new Outcome.Acknowledged(0, false) { Cursor = cursor };
    });

    private Outcome.Acknowledged Posted(PostMessageRequest asked, Message stored, bool alreadyExisted)
    {
        var isSame = stored.ClientMessageId == asked.ClientMessageId && stored.RoomId == asked.RoomId
            && (stored.Deletion is not null || stored.EditCount > 0 || stored.Parts[0].Text.Text == asked.Parts[0].Text.Text);
        if (!isSame)
            Complain($"the post {asked.ClientMessageId} was answered with another message, {stored}");
        return new(stored.Sequence, alreadyExisted);
    }

    private Outcome.Unknown NoAnswer(string complaint)
    {
        Complain(complaint);
        return new();
    }
}
