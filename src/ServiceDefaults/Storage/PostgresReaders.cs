using Npgsql;

namespace GroupChat.ServiceDefaults.Storage;

/// <summary>
/// Threads with a connection each. The driver's synchronous calls run on them and not on the thread pool, which a server that
/// does not answer would otherwise bring to a halt.
/// </summary>
internal sealed class PostgresReaders : IDisposable
{
    private readonly PostgresConnections _connections;
    private readonly WriteQueue _queue;
    private readonly Thread[] _threads;

    public PostgresReaders(PostgresConnections connections, PostgresOptions options)
    {
        _connections = connections;
        _queue = new WriteQueue(options.QueueCapacity);
        _threads = [.. Enumerable.Range(1, options.Readers).Select(i => new Thread(Loop) { IsBackground = true, Name = $"postgres-read-{i}" })];
        foreach (var thread in _threads)
            thread.Start();
    }

    public async Task<T> ReadAsync<T>(Func<SqlSession, T> work, CancellationToken cancellationToken)
    {
        var item = new WriteItem<T>(work, committed: null, cancellationToken);
        await _queue.AddAsync(item, cancellationToken);
        return await item.Task.WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        _queue.Complete();
        foreach (var thread in _threads)
            thread.Join();
    }

    private void Loop()
    {
        PostgresSession? session = null;
        var items = new List<WriteItem>(1);
        while (_queue.Take(items, most: 1))
        {
            if (!items[0].IsAbandoned && !TryRun(items[0], ref session, mayRepeat: true))
                TryRun(items[0], ref session, mayRepeat: false);
            items[0].Complete();
            items.Clear();
        }

        session?.Dispose();
    }

    /// <summary>False when the connection turned out to be dead: a read may be made again.</summary>
    private bool TryRun(WriteItem item, ref PostgresSession? session, bool mayRepeat)
    {
        try
        {
            session ??= _connections.Open();
            session.BeginRead();
            item.Run(session);
            session.Commit();
        }
        // A connection that the driver has closed behind our back refuses with something that is no database error.
        catch (Exception error) when (session is null ? error is NpgsqlException : session.IsLost)
        {
            var repeat = mayRepeat && session is not null && error.InnerException is not TimeoutException;
            session?.Dispose();
            session = null;
            _connections.Forget();
            if (!repeat)
                Refuse(item);
            return !repeat;
        }
        catch (Exception error)
        {
            item.Fail(error);
            End(ref session);
        }

        return true;
    }

    private void Refuse(WriteItem item)
    {
        item.Fail(StorageErrors.Unavailable());
        _queue.TurnAway();
    }

    private static void End(ref PostgresSession? session)
    {
        try
        {
            session?.Rollback();
        }
        catch (NpgsqlException)
        {
            session?.Dispose();
            session = null;
        }
    }
}
