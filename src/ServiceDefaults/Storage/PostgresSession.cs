using System.Data;
using System.Data.Common;
using System.Text.RegularExpressions;
using Npgsql;

namespace GroupChat.ServiceDefaults.Storage;

/// <summary>
/// One connection to PostgreSQL. Statements whose outcome nobody waits for are held back and travel with the next query or the
/// commit, in order, in one round trip.
/// </summary>
internal sealed partial class PostgresSession(NpgsqlConnection connection) : SqlSession
{
    /// <summary>More held back than this are sent, so that their memory is bounded.</summary>
    private const int MaxPending = 2048;

    private const int MaxTexts = 256;

    private readonly NpgsqlBatch _batch = new(connection);
    private readonly List<NpgsqlBatchCommand> _pending = [];
    private readonly PostgresRows _rows = new();
    private readonly PostgresRow _row = new();
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private long _writes;
    private bool _open;
    private bool _aborted;
    private bool _lost;
    private bool _writing;

    /// <summary>Commits that were sent, whatever became of them.</summary>
    public int CommitsSent { get; private set; }

    internal override long Writes => _writes;

    internal override bool InTransaction => _open;

    internal override bool IsSound => _open && !_aborted && !IsLost;

    internal override bool IsLost => _lost || connection.State != ConnectionState.Open;

    /// <inheritdoc/>
    public override int Execute(string sql, params ReadOnlySpan<object?> args)
    {
        _writes++;
        var command = Hold(sql, args);
        SendPending();
        return command.RecordsAffected;
    }

    /// <inheritdoc/>
    public override void Send(string sql, params ReadOnlySpan<object?> args)
    {
        _writes++;
        Hold(sql, args);
        if (_pending.Count >= MaxPending)
            SendPending();
    }

    /// <inheritdoc/>
    public override void Insert(RowInsert row, params ReadOnlySpan<object?> values)
    {
        _writes++;
        _rows.Add(row, values);
        if (_rows.Count >= MaxPending)
            SendPending();
    }

    /// <summary>The next statements may take as long as they need.</summary>
    internal void TakeTime() => _batch.Timeout = 0;

    /// <summary>Begins a transaction whose statements see what was committed before each of them, whatever the server's default is.</summary>
    internal override void Begin()
    {
        (_open, _aborted, _writing) = (true, false, true);
        Hold("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE", []);
    }

    /// <summary>Begins a snapshot in which writing fails.</summary>
    internal void BeginRead()
    {
        (_open, _aborted, _writing) = (true, false, false);
        Hold("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", []);
    }

    internal override void Trim()
    {
        if (_texts.Count > MaxTexts)
            _texts.Clear();
    }

    /// <inheritdoc/>
    protected override void Read(string sql, ReadOnlySpan<object?> args, Func<SqlRow, bool> visit)
    {
        Hold(sql, args);
        using var reader = Run();
        _row.Reader = reader;
        while (reader.Read() && visit(_row))
        {
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _batch.Dispose();
        connection.Dispose();
    }

    private protected override void Failed(Exception error)
    {
        _aborted = true;
        _lost |= error is NpgsqlException { InnerException: TimeoutException } || IsStandby(error) || connection.State != ConnectionState.Open;
    }

    private protected override void Forget()
    {
        _pending.Clear();
        _rows.Clear();
        _aborted = false;
    }

    private protected override void CommitTransaction()
    {
        // The server answers the commit of an aborted transaction with a quiet rollback.
        if (_aborted || IsLost)
            throw new InvalidOperationException("A failed transaction cannot be committed.");
        Hold("COMMIT", []);
        CommitsSent++;
        SendPending();
        _open = false;
    }

    private protected override void RollbackTransaction()
    {
        if (!_open || IsLost)
            return;
        _open = false;
        Hold("ROLLBACK", []);
        SendPending();
    }

    private void SendPending()
    {
        HoldRows();
        try
        {
            using var reader = Run();
            while (reader.NextResult())
            {
            }
        }
        catch (DbException error)
        {
            Failed(error);
            throw;
        }
    }

    /// <summary>The server does not take writes any more: another one does, and the next connection may find it.</summary>
    private bool IsStandby(Exception error) => _writing && error is PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction };

    private NpgsqlDataReader Run()
    {
        _batch.BatchCommands.Clear();
        foreach (var command in _pending)
            _batch.BatchCommands.Add(command);
        _pending.Clear();
        return _batch.ExecuteReader();
    }

    private NpgsqlBatchCommand Hold(string sql, ReadOnlySpan<object?> args)
    {
        HoldRows();
        return HoldOne(sql, args);
    }

    private void HoldRows()
    {
        if (_rows.Count == 0)
            return;
        foreach (var (sql, columns) in _rows.Take())
            HoldOne(sql, columns);
    }

    private NpgsqlBatchCommand HoldOne(string sql, ReadOnlySpan<object?> args)
    {
        if (!_texts.TryGetValue(sql, out var text))
            _texts.Add(sql, text = Placeholder().Replace(sql, "$$$1"));
        var command = new NpgsqlBatchCommand(text);
        foreach (var arg in args)
            command.Parameters.Add(new NpgsqlParameter { Value = PostgresValue.From(arg) });
        _pending.Add(command);
        return command;
    }

    [GeneratedRegex(@"\?(\d+)")]
    private static partial Regex Placeholder();
}
