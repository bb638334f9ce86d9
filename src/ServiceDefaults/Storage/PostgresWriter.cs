using Microsoft.Extensions.Logging;
using Npgsql;

namespace GroupChat.ServiceDefaults.Storage;

/// <summary>
/// The writing connection of this process and its thread. When the connection is lost, a batch whose commit was not sent is run
/// again on a new one; otherwise its callers hear that the database does not answer, since nobody can say what became of it.
/// </summary>
internal sealed partial class PostgresWriter : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly PostgresConnections _connections;
    private readonly ILogger _logger;
    private readonly ManualResetEventSlim _closing = new();
    private readonly WriterThread _thread;
    private Action<SqlSession, IEnumerable<object>>? _prepare;
    private PostgresSession? _session;
    private TimeSpan _pause = FirstPause;
    private bool _down;

    public PostgresWriter(PostgresConnections connections, PostgresOptions options, ILogger logger)
    {
        _connections = connections;
        _logger = logger;
        _thread = new WriterThread("postgres", Run, () => _session?.Trim(), options.QueueCapacity, options.MaxBatch, logger);
    }

    public Task<T> Add<T>(WriteItem<T> item, CancellationToken cancellationToken) => _thread.Add(item, cancellationToken);

    public void PrepareBatches(Action<SqlSession, IEnumerable<object>> prepare) => _prepare = prepare;

    public void Dispose()
    {
        _closing.Set();
        _thread.Dispose();
        _session?.Dispose();
        _closing.Dispose();
    }

    private void Run(List<WriteItem> items)
    {
        // A connection that died while it stood idle costs nobody an error.
        if (!TryRun(items, mayRepeat: true))
            TryRun(items, mayRepeat: false);
    }

    /// <summary>False when nothing was decided and the batch has to be run again.</summary>
    private bool TryRun(List<WriteItem> items, bool mayRepeat)
    {
        var commits = 0;
        try
        {
            var session = _session ??= Connect();
            commits = session.CommitsSent;
            new WriteBatch(session, _prepare).Run(items);
            return true;
        }
        catch (Exception error) when (_session is null or { IsLost: true })
        {
            // Whoever has waited for a stalled server has waited long enough.
            var repeat = mayRepeat && _session?.CommitsSent == commits && error is not NpgsqlException { InnerException: TimeoutException };
            Drop(error);
            if (!repeat)
                Refuse(items, error);
            return !repeat;
        }
    }

    private void Refuse(List<WriteItem> items, Exception error)
    {
        // A full disk costs the connection as well, but the server is there.
        var isFull = error is PostgresException { SqlState: PostgresErrorCodes.DiskFull };
        items.ForEach(item => item.Fail(isFull ? error : StorageErrors.Unavailable()));
        if (!isFull)
            _thread.TurnAway();
    }

    private PostgresSession Connect()
    {
        if (_down)
            _closing.Wait(_pause);
        try
        {
            var session = _connections.Open();
            if (_down)
                LogBack();
            (_down, _pause) = (false, FirstPause);
            return session;
        }
        catch (NpgsqlException)
        {
            _pause = _down && _pause * 2 < LongestPause ? _pause * 2 : _down ? LongestPause : FirstPause;
            throw;
        }
    }

    private void Drop(Exception error)
    {
        if (!_down)
            LogLost(error.Message);
        _down = true;
        if (_session is not { } session)
            return;
        _session = null;
        session.Abandon();
        session.Dispose();
        _connections.Forget();
    }

    [LoggerMessage(EventName = "StorageLost", Level = LogLevel.Warning, Message = "The connection to PostgreSQL was lost: {Reason}")]
    private partial void LogLost(string reason);

    [LoggerMessage(EventName = "StorageBack", Level = LogLevel.Information, Message = "PostgreSQL answers again.")]
    private partial void LogBack();
}
