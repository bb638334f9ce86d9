using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace GroupChat.ServiceDefaults.Storage;

/// <summary>One connection to a SQLite file with its prepared commands.</summary>
public sealed class SqliteSession : SqlSession
{
    /// <summary>A service has a few dozen statements; more means that text is put together from values somewhere.</summary>
    private const int MaxPrepared = 256;

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);

    private sqlite3_stmt? _begin;
    private sqlite3_stmt? _beginImmediate;
    private sqlite3_stmt? _commit;

    internal SqliteSession(SqliteConnection connection) => _connection = connection;

    /// <summary>Checked before each statement: an interrupt that falls between two statements stops neither.</summary>
    internal CancellationToken Token { get; set; }

    internal override bool InTransaction => raw.sqlite3_get_autocommit(_connection.Handle) == 0;

    /// <summary>Rows written since the connection was opened, failed statements not counted.</summary>
    internal override long Writes => raw.sqlite3_total_changes(_connection.Handle);

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

    /// <inheritdoc/>
    public override int Execute(string sql, params ReadOnlySpan<object?> args) => Bind(sql, args).ExecuteNonQuery();

    /// <summary>Makes what runs on another thread stop with SQLITE_INTERRUPT; the next statement is not touched.</summary>
    internal void Interrupt() => raw.sqlite3_interrupt(_connection.Handle);

    internal override void Begin() => Step(ref _beginImmediate, "BEGIN IMMEDIATE");

    internal override void Trim()
    {
        if (_prepared.Count > MaxPrepared)
            ForgetPrepared();
    }

    /// <summary>Begins the snapshot of a read, without the driver's reader around it: it is half of the cost of a small read.</summary>
    internal void BeginRead() => Step(ref _begin, "BEGIN");

    /// <summary>Ends the snapshot of a read.</summary>
    internal void EndRead() => Step(ref _commit, "COMMIT");

    /// <inheritdoc/>
    protected override DbDataReader Read(string sql, ReadOnlySpan<object?> args) => Bind(sql, args).ExecuteReader();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        ForgetPrepared();
        _begin?.Dispose();
        _beginImmediate?.Dispose();
        _commit?.Dispose();
        _connection.Dispose();
    }

    private protected override void CommitTransaction() => Step(ref _commit, "COMMIT");

    private protected override void RollbackTransaction()
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

    private void ForgetPrepared()
    {
        foreach (var command in _prepared.Values)
            command.Dispose();
        _prepared.Clear();
    }
}
