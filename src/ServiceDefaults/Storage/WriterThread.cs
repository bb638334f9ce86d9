using Microsoft.Extensions.Logging;

namespace GroupChat.ServiceDefaults.Storage;

/// <summary>
/// The one thread of this process that writes to a database. What waits is committed together, so that the price of an fsync is
/// shared by all who wait for it; then, in commit order, each item is announced and its task completed.
/// </summary>
internal sealed partial class WriterThread : IDisposable
{
    private readonly Action<List<WriteItem>> _run;
    private readonly Action _tidy;
    private readonly int _maxBatch;
    private readonly ILogger _logger;
    private readonly WriteQueue _queue;
    private readonly Thread _thread;
    private bool _troubled;

    /// <param name="name">Of the thread.</param>
    /// <param name="run">Commits a batch.</param>
    /// <param name="tidy">Called after each batch.</param>
    /// <param name="capacity">Writes waiting at most.</param>
    /// <param name="maxBatch">Writes that share one commit at most.</param>
    /// <param name="logger">Hears of failures that no caller hears of.</param>
    public WriterThread(string name, Action<List<WriteItem>> run, Action tidy, int capacity, int maxBatch, ILogger logger)
    {
        _run = run;
        _tidy = tidy;
        _maxBatch = maxBatch;
        _logger = logger;
        _queue = new WriteQueue(capacity);
        _thread = new Thread(Loop) { IsBackground = true, Name = name };
        _thread.Start();
    }

    public Task<T> Add<T>(WriteItem<T> item, CancellationToken cancellationToken)
    {
        var added = _queue.AddAsync(item, cancellationToken);
        return added.IsCompletedSuccessfully ? item.Task : Later(added, item.Task);

        static async Task<T> Later(ValueTask added, Task<T> done)
        {
            await added;
            return await done;
        }
    }

    /// <inheritdoc cref="WriteQueue.TurnAway"/>
    public void TurnAway() => _queue.TurnAway();

    /// <summary>Finishes what is queued and takes no more.</summary>
    public void Dispose()
    {
        _queue.Complete();
        _thread.Join();
    }

    private void Loop()
    {
        var items = new List<WriteItem>(_maxBatch);
        while (_queue.Take(items, _maxBatch))
        {
            Commit(items);
            Watch(items);
            foreach (var item in items)
                Finish(item);
            items.Clear();
            Tidy();
        }
    }

    private void Commit(List<WriteItem> items)
    {
        try
        {
            _run(items);
        }
        catch (Exception error)
        {
            // Not even a rollback worked. Callers hear of it, and the thread lives on: the next batch may find a healthy disk.
            foreach (var item in items)
                item.Fail(error);
        }
    }

    /// <summary>The first of a row of troubles is worth a line: callers are told what to do about it, but not what it is.</summary>
    private void Watch(List<WriteItem> items)
    {
        var trouble = items.Find(item => item.Trouble is not null)?.Trouble;
        if (trouble is not null && !_troubled)
            LogTrouble(trouble.Message);
        _troubled = trouble is not null;
    }

    private void Finish(WriteItem item)
    {
        try
        {
            item.Announce();
        }
        catch (Exception error)
        {
            // The write is durable: telling its caller otherwise would make it write again.
            LogAnnounceFailed(error);
        }

        item.Complete();
    }

    private void Tidy()
    {
        try
        {
            _tidy();
        }
        catch (Exception error)
        {
            LogTidyFailed(error);
        }
    }

    [LoggerMessage(EventName = "StorageTrouble", Level = LogLevel.Warning, Message = "The database could not write: {Reason}")]
    private partial void LogTrouble(string reason);

    [LoggerMessage(EventName = "StorageAnnounceFailed", Level = LogLevel.Error, Message = "A subscriber of committed writes failed.")]
    private partial void LogAnnounceFailed(Exception error);

    [LoggerMessage(EventName = "StorageTidyFailed", Level = LogLevel.Warning, Message = "Tidying up after a batch of writes failed.")]
    private partial void LogTidyFailed(Exception error);
}
