using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace GroupChat.ServiceDefaults.Storage;

/// <summary>
/// One connection with its prepared commands, lent to one piece of work at a time. Parameters are written <c>?1</c>, <c>?2</c>, …
/// and passed in that order as null, text, whole numbers, bool, double or byte[]: what a type looks like on disk is said by
/// the caller (ids as text or bytes, times as whole numbers), never guessed here.
/// </summary>
public sealed class SqliteSession : IDisposable
{
    /// <summary>A service has a few dozen statements; more means that text is put together from values somewhere.</summary>
    private const int MaxPrepared = 256;

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);

    private sqlite3_stmt? _begin;
    private sqlite3_stmt? _commit;

    internal SqliteSession(SqliteConnection connection) => _connection = connection;

    /// <summary>Row id of the last INSERT on this connection.</summary>
    public long LastInsertRowId => raw.sqlite3_last_insert_rowid(_connection.Handle);

    /// <summary>Checked before each statement: an interrupt that falls between two statements stops neither.</summary>
    internal CancellationToken Token { get; set; }

    internal bool InTransaction => raw.sqlite3_get_autocommit(_connection.Handle) == 0;

    /// <summary>Rows written since the connection was opened, failed statements not counted.</summary>
    internal int TotalChanges => raw.sqlite3_total_changes(_connection.Handle);

    /// <summary>The prepared command of this text, the same object every time; its readers have to be disposed.</summary>
    public SqliteCommand Prepare(string sql)
    {
        if (_prepared.TryGetValue(sql, out var command))
            return command;
        command = _connection.CreateCommand();
        command.CommandText = sql;
        command.Prepare();
        _prepared.Add(sql, command);
        return command;
    }

    /// <summary>Runs a statement and returns the number of rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> args) => Bind(sql, args).ExecuteNonQuery();

    /// <summary>Every row, mapped.</summary>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<object?> args)
    {
        using var reader = Bind(sql, args).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(map(reader));
        return rows;
    }

    /// <summary>Shows the rows one after the other until <paramref name="visit"/> has had enough and answers false.</summary>
    public void Visit(string sql, Func<SqliteDataReader, bool> visit, params ReadOnlySpan<object?> args)
    {
        using var reader = Bind(sql, args).ExecuteReader();
        while (reader.Read() && visit(reader))
        {
        }
    }

    /// <summary>The first row, mapped, or <c>default</c> when there is none.</summary>
    public T? QuerySingle<T>(string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<object?> args) =>
        TryQuerySingle(sql, map, out var value, args) ? value : default;

    /// <summary>The first row, mapped; false when there is none. For values whose default could be taken for a row.</summary>
    public bool TryQuerySingle<T>(
        string sql, Func<SqliteDataReader, T> map, [MaybeNullWhen(false)] out T value, params ReadOnlySpan<object?> args)
    {
        using var reader = Bind(sql, args).ExecuteReader();
        var found = reader.Read();
        value = found ? map(reader) : default;
        return found;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Forget();
        _begin?.Dispose();
        _commit?.Dispose();
        _connection.Dispose();
    }

    /// <summary>Makes what runs on another thread stop with SQLITE_INTERRUPT; the next statement is not touched.</summary>
    internal void Interrupt() => raw.sqlite3_interrupt(_connection.Handle);

    /// <summary>Between two pieces of work: keeps the commands from growing without bound.</summary>
    internal void Trim()
    {
        if (_prepared.Count > MaxPrepared)
            Forget();
    }

    /// <summary>Begins the snapshot of a read, without the driver's reader around it: it is half of the cost of a small read.</summary>
    internal void BeginRead() => Step(ref _begin, "BEGIN");

    /// <summary>Ends the snapshot of a read.</summary>
    internal void EndRead() => Step(ref _commit, "COMMIT");

    internal void RollbackIfOpen()
    {
        if (InTransaction)
            Execute("ROLLBACK");
    }

    private void Step(ref sqlite3_stmt? statement, string sql)
    {
        var database = _connection.Handle;
        if (statement is null)
            SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, sql, out statement), database);
        var result = raw.sqlite3_step(statement);
        raw.sqlite3_reset(statement);
        if (result != raw.SQLITE_DONE)
            SqliteException.ThrowExceptionForRC(result, database);
    }

    private SqliteCommand Bind(string sql, ReadOnlySpan<object?> args)
    {
        Token.ThrowIfCancellationRequested();
        var command = Prepare(sql);
        var parameters = command.Parameters;
        for (var i = parameters.Count; i < args.Length; i++)
            parameters.Add(new SqliteParameter { ParameterName = $"?{i + 1}" });
        for (var i = 0; i < args.Length; i++)
            parameters[i].Value = SqliteValue.From(args[i]);
        return command;
    }

    private void Forget()
    {
        foreach (var command in _prepared.Values)
            command.Dispose();
        _prepared.Clear();
    }
}
