using System.Threading.Channels;
using GroupChat.Documents.Documents;

namespace GroupChat.Documents.Indexing;

/// <summary>
/// Where the indexer hears that there is work, and whoever brought a document in hears that it is done. The work itself is in
/// the store: this is only the bell.
/// </summary>
internal sealed class IndexingBoard
{
    private readonly Lock _lock = new();
    private readonly Dictionary<DocumentId, List<TaskCompletionSource>> _waiting = [];

    private readonly Channel<bool> _work = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>There is work in the store.</summary>
    public void Announce() => _work.Writer.TryWrite(true);

    /// <summary>Completes when work was announced since the last time.</summary>
    public async Task HearAsync(CancellationToken cancellationToken) => await _work.Reader.ReadAsync(cancellationToken);

    /// <summary>Waits until the document is finished, or the indexer says that it cannot be for now.</summary>
    /// <param name="id">The document.</param>
    /// <param name="isFinished">Looks into the store: asked once, after which nothing can be missed.</param>
    /// <param name="cancellationToken">Ends the waiting, not the work.</param>
    public async Task WaitAsync(DocumentId id, Func<Task<bool>> isFinished, CancellationToken cancellationToken)
    {
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Add(id, waiter);
        try
        {
            if (await isFinished())
                return;
            Announce();
            await waiter.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            Remove(id, waiter);
        }
    }

    /// <summary>The document is in a final state.</summary>
    public void Finish(DocumentId id)
    {
        foreach (var waiter in Waiters(id))
            waiter.TrySetResult();
    }

    /// <summary>Nothing can be finished for now: whoever waits is told so.</summary>
    public void Fail(Exception why)
    {
        foreach (var waiter in Waiters(null))
            waiter.TrySetException(why);
    }

    private List<TaskCompletionSource> Waiters(DocumentId? id)
    {
        lock (_lock)
            return id is null ? [.. _waiting.Values.SelectMany(all => all)] : [.. _waiting.GetValueOrDefault(id.Value) ?? []];
    }

    private void Add(DocumentId id, TaskCompletionSource waiter)
    {
        lock (_lock)
        {
            if (!_waiting.TryGetValue(id, out var waiters))
                _waiting[id] = waiters = [];
            waiters.Add(waiter);
        }
    }

    private void Remove(DocumentId id, TaskCompletionSource waiter)
    {
        lock (_lock)
        {
            if (_waiting.TryGetValue(id, out var waiters) && waiters.Remove(waiter) && waiters.Count == 0)
                _waiting.Remove(id);
        }
    }
}
