using GroupChat.ServiceDefaults.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace GroupChat.ServiceDefaults.Storage;

/// <summary>
/// One PostgreSQL database, which other processes may write to as well: one thread of this process writes, a few read. Waiting
/// writes share a commit; a server that is gone or stalled is told to callers within bounds (STORAGE_UNAVAILABLE) and found again
/// by itself.
/// </summary>
public sealed class PostgresDatabase : ISqlDatabase, IAsyncDisposable
{
    private readonly PostgresConnections _connections;
    private readonly PostgresWriter _writer;
    private readonly PostgresReaders _readers;
    private int _disposed;

    private PostgresDatabase(PostgresConnections connections, PostgresOptions options, ILogger logger)
    {
        _connections = connections;
        _writer = new PostgresWriter(connections, options, logger);
        _readers = new PostgresReaders(connections, options);
    }

    /// <summary>Connects and brings the tables up to date. Blocks: meant for the start of the program.</summary>
    /// <param name="connectionString">As Npgsql reads it.</param>
    /// <param name="migrations">The tables, in PostgreSQL's SQL.</param>
    /// <param name="setting">Key of the setting it came from, for errors.</param>
    /// <param name="options">How it is driven.</param>
    /// <param name="logger">Hears of lost connections.</param>
    /// <exception cref="StartupError">No server there, or one that refuses, or newer or foreign tables.</exception>
    public static PostgresDatabase Open(
        string connectionString, SqlMigrations migrations, string setting, PostgresOptions? options = null, ILogger? logger = null)
    {
        options ??= new();
        var connections = PostgresConnections.Of(connectionString, setting, options);
        try
        {
            PostgresSchema.Upgrade(connections, migrations, setting);
            return new(connections, options, logger ?? NullLogger.Instance);
        }
        catch
        {
            connections.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<T> WriteAsync<T>(
        Func<SqlSession, T> work, Action<T>? committed = null, CancellationToken cancellationToken = default) =>
        WriteAsync(work, committed, hint: null, cancellationToken);

    /// <inheritdoc/>
    public Task<T> WriteAsync<T>(Func<SqlSession, T> work, Action<T>? committed, object? hint, CancellationToken cancellationToken) =>
        _writer.Add(new WriteItem<T>(work, committed, cancellationToken) { Hint = hint }, cancellationToken);

    /// <inheritdoc/>
    public void PrepareBatches(Action<SqlSession, IEnumerable<object>> prepare) => _writer.PrepareBatches(prepare);

    /// <inheritdoc/>
    public Task<T> ReadAsync<T>(Func<SqlSession, T> work, CancellationToken cancellationToken = default) =>
        _readers.ReadAsync(work, cancellationToken);

    /// <inheritdoc/>
    public Task<int> GiveSpaceBackAsync(CancellationToken cancellationToken = default) => Task.FromResult(0);

    /// <summary>Takes no more work, finishes what is queued and what is being read, and closes its connections.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
            return;
        _readers.Dispose();
        _writer.Dispose();
        _connections.Dispose();
    }

    /// <inheritdoc cref="Dispose"/>
    public async ValueTask DisposeAsync() => await Task.Run(Dispose);
}
