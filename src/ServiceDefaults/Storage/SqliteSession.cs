using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace GroupChat.ServiceDefaults.Storage;

/// <summary>One connection to a SQLite file with its prepared statements.</summary>
public sealed class SqliteSession : SqlSession
{
    /// <summary>A service has a few dozen statements; more means that text is put together from values somewhere.</summary>
    private const int MaxPrepared = 256;

    private readonly SqliteConnection _connection;
    private readonly sqlite3 _database;
    private readonly Dictionary<string, SqliteStatement> _prepared = new(StringComparer.Ordinal);

    internal SqliteSession(SqliteConnection connection) => (_connection, _database) = (connection, connection.Handle!);

    /// <summary>Checked before each statement: an interrupt that falls between two statements stops neither.</summary>
    internal CancellationToken Token { get; set; }

    internal override bool InTransaction => raw.sqlite3_get_autocommit(_database) == 0;

    /// <summary>Rows written since the connection was opened, failed statements not counted.</summary>
    internal override long Writes => raw.sqlite3_total_changes(_database);

    /// <inheritdoc/>
    public override int Execute(string sql, params ReadOnlySpan<object?> args)
    {
        var before = raw.sqlite3_total_changes(_database);
        Run(sql, args);
        return raw.sqlite3_total_changes(_database) == before ? 0 : raw.sqlite3_changes(_database);
    }

    /// <inheritdoc/>
    public override void Send(string sql, params ReadOnlySpan<object?> args) => Run(sql, args);

    /// <inheritdoc/>
    public override void Insert(RowInsert row, params ReadOnlySpan<object?> values) => Run(row.Single, values);

    /// <summary>Makes what runs on another thread stop with SQLITE_INTERRUPT; the next statement is not touched.</summary>
    internal void Interrupt() => raw.sqlite3_interrupt(_database);

    /// <summary>The prepared statement of this text, the same object every time.</summary>
    internal SqliteStatement Prepare(string sql)
    {
        if (!_prepared.TryGetValue(sql, out var statement))
            _prepared.Add(sql, statement = new SqliteStatement(_database, sql));
        return statement;
    }

    internal override void Begin() => Run("BEGIN IMMEDIATE", []);

    internal override void Trim()
    {
        if (_prepared.Count > MaxPrepared)
            ForgetPrepared();
    }

    /// <summary>Begins the snapshot of a read.</summary>
    internal void BeginRead() => Run("BEGIN", []);

    /// <summary>Ends the snapshot of a read.</summary>
    internal void EndRead() => Run("COMMIT", []);

    /// <inheritdoc/>
    protected override void Read(string sql, ReadOnlySpan<object?> args, Func<SqlRow, bool> visit)
    {
        var statement = Next(sql);
        try
        {
            statement.Bind(args);
            while (statement.Step() && visit(statement))
            {
            }
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        ForgetPrepared();
        _connection.Dispose();
    }

    private protected override void CommitTransaction() => Run("COMMIT", []);

    private protected override void RollbackTransaction()
    {
        if (InTransaction)
            Run("ROLLBACK", []);
    }

    private void Run(string sql, ReadOnlySpan<object?> args)
    {
        var statement = Next(sql);
        try
        {
            statement.Bind(args);
            while (statement.Step())
            {
            }
        }
        finally
        {
            statement.Reset();
        }
    }

    private SqliteStatement Next(string sql)
    {
        Token.ThrowIfCancellationRequested();
        return Prepare(sql);
    }

    private void ForgetPrepared()
    {
        foreach (var statement in _prepared.Values)
            statement.Dispose();
        _prepared.Clear();
    }
}
