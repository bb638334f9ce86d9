using Microsoft.Extensions.Logging;

namespace GroupChat.ServiceDefaults.Storage;

/// <summary>The writing connection of a SQLite file, its thread, and the care for its write-ahead log.</summary>
internal sealed partial class SqliteWriter : IDisposable
{
    private readonly SqliteSession _session;
    private readonly ILogger _logger;
    private readonly WalTrimmer _wal;
    private readonly WriterThread _thread;
    private WriteBatch _batch;

    public SqliteWriter(string path, SqliteSession session, SqliteDatabaseOptions options, ILogger logger)
    {
        _session = session;
        _logger = logger;
        _batch = new WriteBatch(session);
        _wal = new WalTrimmer(path + "-wal", session, options.CheckpointBytes);
        _thread = new WriterThread(
            $"sqlite-{Path.GetFileNameWithoutExtension(path)}", items => _batch.Run(items), Tidy, options.QueueCapacity, options.MaxBatch, logger);
    }

    public Task<T> Add<T>(WriteItem<T> item, CancellationToken cancellationToken) => _thread.Add(item, cancellationToken);

    public void PrepareBatches(Action<SqlSession, IEnumerable<object>> prepare) => _batch = new WriteBatch(_session, prepare);

    /// <summary>The file itself gets shorter when the write-ahead log is brought into it: at once, so that it can be seen.</summary>
    public Task<int> GiveSpaceBack(CancellationToken cancellationToken) => Add(
        new WriteItem<int>(FreePages.GiveBack, given => _wal.IsDue |= given > 0, cancellationToken), cancellationToken);

    /// <summary>Finishes what is queued, then closes the connection.</summary>
    public void Dispose()
    {
        _thread.Dispose();
        _session.Dispose();
    }

    private void Tidy()
    {
        _session.Trim();
        if (_wal.TrimIfLong() is { } left)
            LogWalBusy(left);
    }

    [LoggerMessage(EventName = "StorageWalBusy", Level = LogLevel.Debug, Message = "Readers keep {Bytes} bytes of write-ahead log alive.")]
    private partial void LogWalBusy(long bytes);
}
