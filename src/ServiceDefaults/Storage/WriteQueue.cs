using System.Diagnostics.CodeAnalysis;

namespace GroupChat.ServiceDefaults.Storage;

/// <summary>
/// Bounded queue between any number of callers, who wait without a thread, and the one writer thread, which blocks.
/// A channel would wake the writer through the thread pool, which costs a hop and stalls when the pool is busy.
/// </summary>
[SuppressMessage(
    "Design", "CA1001", Justification = "A semaphore without a wait handle holds nothing, and disposing it would strand its waiters.")]
internal sealed class WriteQueue(int capacity)
{
    private readonly object _gate = new();
    private readonly Queue<WriteItem> _items = new();
    private readonly SemaphoreSlim _space = new(capacity, capacity);
    private bool _completed;

    /// <exception cref="ObjectDisposedException">The database is closing.</exception>
    public async ValueTask AddAsync(WriteItem item, CancellationToken cancellationToken)
    {
        await _space.WaitAsync(cancellationToken);
        lock (_gate)
        {
            if (!_completed)
            {
                _items.Enqueue(item);
                Monitor.Pulse(_gate);
                return;
            }
        }

        _space.Release(); // for the next in line, who is turned away as well
        throw new ObjectDisposedException(nameof(SqliteDatabase));
    }

    /// <summary>Waits for work and moves up to <paramref name="most"/> items over; false once closed and empty.</summary>
    public bool Take(List<WriteItem> batch, int most)
    {
        lock (_gate)
        {
            while (_items.Count == 0 && !_completed)
                Monitor.Wait(_gate);
            while (batch.Count < most && _items.TryDequeue(out var item))
                batch.Add(item);
        }

        if (batch.Count > 0)
            _space.Release(batch.Count);
        return batch.Count > 0;
    }

    /// <summary>Everybody who waits now hears that the database does not answer, instead of trying it one after the other.</summary>
    public void TurnAway()
    {
        WriteItem[] waiting;
        lock (_gate)
        {
            waiting = [.. _items];
            _items.Clear();
        }

        foreach (var item in waiting)
        {
            item.Fail(StorageErrors.Unavailable());
            item.Complete();
        }

        if (waiting.Length > 0)
            _space.Release(waiting.Length);
    }

    /// <summary>Takes no more; what is queued is still handed out.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _completed = true;
            Monitor.PulseAll(_gate);
        }
    }
}
