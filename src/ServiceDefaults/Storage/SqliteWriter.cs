using Microsoft.Extensions.Logging;

namespace GroupChat.ServiceDefaults.Storage;

/// <summary>
/// The one thread that writes to a database. What waits is committed together, so that the price of an fsync is shared by all
/// who wait for it; then, in commit order, each item is announced and its task completed.
/// </summary>
internal sealed partial class SqliteWriter : IDisposable
{
    private readonly SqliteSession _session;
    private readonly SqliteDatabaseOptions _options;
    private readonly ILogger _logger;
    private readonly WriteBatch _batch;
    private readonly WriteQueue _queue;
    private readonly WalTrimmer _wal;
    private readonly Thread _thread;

    public SqliteWriter(string path, SqliteSession session, SqliteDatabaseOptions options, ILogger logger)
    {
        _session = session;
        _options = options;
        _logger = logger;
        _batch = new WriteBatch(session);
        _queue = new WriteQueue(options.QueueCapacity);
        _wal = new WalTrimmer(path + "-wal", session, options.CheckpointBytes);
        _thread = new Thread(Loop) { IsBackground = true, Name = $"sqlite-{Path.GetFileNameWithoutExtension(path)}" };
        _thread.Start();
    }

    public Task<T> Add<T>(Func<SqlSession, T> work, Action<T>? committed, CancellationToken cancellationToken)
    {
        var item = new WriteItem<T>(work, committed, cancellationToken);
        var added = _queue.AddAsync(item, cancellationToken);
        return added.IsCompletedSuccessfully ? item.Task : Later(added, item.Task);

        static async Task<T> Later(ValueTask added, Task<T> done)
        {
            await added;
            return await done;
        }
    }

    /// <summary>Finishes what is queued, then closes the connection.</summary>
    public void Dispose()
    {
        _queue.Complete();
        _thread.Join();
        _session.Dispose();
    }

    private void Loop()
    {
        var items = new List<WriteItem>(_options.MaxBatch);
        while (_queue.Take(items, _options.MaxBatch))
        {
            Commit(items);
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
            _batch.Run(items);
        }
        catch (Exception error)
        {
            // Not even a rollback worked. Callers hear of it, and the thread lives on: the next batch may find a healthy disk.
            foreach (var item in items)
                item.Fail(error);
        }
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
            _session.Trim();
            if (_wal.TrimIfLong() is { } left)
                LogWalBusy(left);
        }
        catch (Exception error)
        {
            LogTidyFailed(error);
        }
    }

    [LoggerMessage(EventName = "StorageAnnounceFailed", Level = LogLevel.Error, Message = "A subscriber of committed writes failed.")]
    private partial void LogAnnounceFailed(Exception error);

    [LoggerMessage(EventName = "StorageTidyFailed", Level = LogLevel.Warning, Message = "The write-ahead log could not be trimmed.")]
    private partial void LogTidyFailed(Exception error);

    [LoggerMessage(EventName = "StorageWalBusy", Level = LogLevel.Debug, Message = "Readers keep {Bytes} bytes of write-ahead log alive.")]
    private partial void LogWalBusy(long bytes);
}
