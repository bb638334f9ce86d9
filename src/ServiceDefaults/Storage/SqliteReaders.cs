using GroupChat.ServiceDefaults.Errors;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace GroupChat.ServiceDefaults.Storage;

/// <summary>
/// Our own pool of reading connections: the driver's pool may lend one handle to two owners. Work runs on the caller's thread,
/// sees one snapshot of the database, and is interrupted when its token is cancelled.
/// </summary>
internal sealed class SqliteReaders : IDisposable
{
    private readonly string _path;
    private readonly int _count;
    private readonly SemaphoreSlim _free;
    private readonly Stack<SqliteSession> _idle = new();
    private bool _closed;

    public SqliteReaders(string path, int count)
    {
        _path = path;
        _count = count;
        _free = new SemaphoreSlim(count, count);
    }

    public async Task<T> ReadAsync<T>(Func<SqlSession, T> work, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        try
        {
            var session = Rent();
            var healthy = false;
            try
            {
                var result = Run(session, work, cancellationToken);
                healthy = true;
                return result;
            }
            finally
            {
                Return(session, healthy);
            }
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>Waits for the reads in flight.</summary>
    public void Dispose()
    {
        lock (_idle)
            _closed = true;
        for (var i = 0; i < _count; i++)
            _free.Wait();
        while (_idle.TryPop(out var session))
            session.Dispose();
        _free.Release(_count); // whoever still waits is let in to be turned away
    }

    private static T Run<T>(SqliteSession session, Func<SqlSession, T> work, CancellationToken cancellationToken)
    {
        // Disposing the registration waits for a callback that is under way, so an interrupt never reaches the next reader.
        using var interrupt = cancellationToken.UnsafeRegister(static s => ((SqliteSession)s!).Interrupt(), session);
        try
        {
            session.BeginRead();
            session.Token = cancellationToken;
            var result = work(session);
            session.Token = default;
            session.EndRead();
            return result;
        }
        catch (SqliteException error) when (error.SqliteErrorCode == raw.SQLITE_INTERRUPT)
        {
            throw new OperationCanceledException(error.Message, error, cancellationToken);
        }
        catch (SqliteException error) when (StorageErrors.Of(error) is DomainError told)
        {
            throw told;
        }
    }

    private SqliteSession Rent()
    {
        lock (_idle)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(SqliteDatabase));
            if (_idle.TryPop(out var session))
                return session;
        }

        return SqliteOpener.OpenReader(_path);
    }

    private void Return(SqliteSession session, bool healthy)
    {
        try
        {
            session.Token = default;
            if (!healthy)
                session.Rollback();
            session.Trim();
        }
        catch (SqliteException)
        {
            // A connection that cannot even roll back is not lent again.
            session.Dispose();
            return;
        }

        lock (_idle)
            _idle.Push(session);
    }
}
