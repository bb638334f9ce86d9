using System.Threading.Channels;
using GroupChat.Vectors.Files;

namespace GroupChat.Vectors.Index;

/// <summary>
/// Builds the graphs of tenants that have grown large, behind the writers' backs: a point can be found before it is in the graph.
/// One tenant after the other, a few rows at a time, so that a large one does not keep the others waiting.
/// </summary>
/// <param name="files">Where graphs are saved; null where they are not.</param>
internal sealed class IndexUpkeep(IndexFolder? files = null)
{
    private const int RowsAtATime = 256;

    // Unbounded in name only: a tenant waits at most once.
    private readonly Channel<TenantIndex> _waiting = Channel.CreateUnbounded<TenantIndex>(new() { SingleReader = true });

    /// <summary>Takes a tenant in if there is something to do for it.</summary>
    public void Offer(TenantIndex index)
    {
        if (index.WantsUpkeep && index.TryQueue())
            _waiting.Writer.TryWrite(index);
    }

    /// <summary>Works until cancelled, on a thread of its own that gives way to searches and writes.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => Task.Factory.StartNew(
        () => Run(cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Run(CancellationToken cancellationToken)
    {
        LowPriority.Enter();
        while (_waiting.Reader.WaitToReadAsync(cancellationToken).AsTask().GetAwaiter().GetResult())
        {
            while (_waiting.Reader.TryRead(out var index))
                Work(index, cancellationToken);
        }
    }

    private void Work(TenantIndex index, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        index.Keep(RowsAtATime, cancellationToken);
        Save(index, cancellationToken);
        index.Unqueue();
        Offer(index); // what is left, and what has come since
    }

    private void Save(TenantIndex index, CancellationToken cancellationToken)
    {
        if (files is null || !index.WantsSaving)
            return;
        var snapshot = index.Snapshot;
        index.NoteSaving(snapshot);
        files.Save(index.Address, snapshot, cancellationToken);
    }
}
