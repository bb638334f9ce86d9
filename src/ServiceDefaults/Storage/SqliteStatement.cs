using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace GroupChat.ServiceDefaults.Storage;

/// <summary>
/// A prepared statement, run straight on the library: a command and a reader of the driver around each run cost more than what
/// most of our statements do. Binds, steps, shows the row it stands at, and is reset before it is bound again.
/// </summary>
internal sealed class SqliteStatement : SqlRow, IDisposable
{
    private const int OnStack = 512;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public SqliteStatement(sqlite3 database, string sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement, out var rest));
        if (string.IsNullOrWhiteSpace(rest))
            return;
        _statement.Dispose();
        throw new ArgumentException("One statement at a time.", nameof(sql));
    }

    /// <inheritdoc/>
    public override int Width => raw.sqlite3_column_count(_statement);

    /// <summary>Puts values in the places of ?1, ?2, …; those left out are null.</summary>
    public void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
            Check(Bind(i + 1, values[i]));
    }

    /// <summary>Runs on to the next row; false at the end.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result is raw.SQLITE_ROW or raw.SQLITE_DONE)
            return result == raw.SQLITE_ROW;
        throw Fault(result);
    }

    /// <summary>Ends the run and lets go of the values. What went wrong was told by <see cref="Step"/>.</summary>
    public void Reset()
    {
        raw.sqlite3_reset(_statement);
        raw.sqlite3_clear_bindings(_statement);
    }

    /// <inheritdoc/>
    public override bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    /// <inheritdoc/>
    public override long GetInt64(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <inheritdoc/>
    public override string GetString(int column) => IsNull(column) ? throw NoValue(column) : Text(column);

    /// <inheritdoc/>
    public override byte[] GetBlob(int column) => IsNull(column) ? throw NoValue(column) : Bytes(column).ToArray();

    /// <inheritdoc/>
    public override object? GetValue(int column) => raw.sqlite3_column_type(_statement, column) switch
    {
        raw.SQLITE_NULL => null,
        raw.SQLITE_INTEGER => GetInt64(column),
        raw.SQLITE_FLOAT => raw.sqlite3_column_double(_statement, column),
        raw.SQLITE_TEXT => Text(column),
        _ => Bytes(column).ToArray(),
    };

    /// <inheritdoc/>
    public override string GetName(int column) => raw.sqlite3_column_name(_statement, column).utf8_to_string();

    /// <inheritdoc/>
    public void Dispose() => _statement.Dispose();

    // The library would store a Guid or a time in a form that somebody chose: only what SQLite itself knows is let through.
    private int Bind(int place, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(_statement, place),
        "" => raw.sqlite3_bind_text(_statement, place, ""), // no bytes would be null
        string text => BindText(place, text),
        long number => raw.sqlite3_bind_int64(_statement, place, number),
        int number => raw.sqlite3_bind_int64(_statement, place, number),
        bool yes => raw.sqlite3_bind_int64(_statement, place, yes ? 1 : 0),
        double number => raw.sqlite3_bind_double(_statement, place, number),
        byte[] { Length: 0 } => raw.sqlite3_bind_zeroblob(_statement, place, 0),
        byte[] bytes => raw.sqlite3_bind_blob(_statement, place, bytes),
        _ => throw new ArgumentException($"{value.GetType().Name} is no SQLite value: pass text, a number or bytes", nameof(value)),
    };

    private int BindText(int place, string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var rented = most > OnStack ? ArrayPool<byte>.Shared.Rent(most) : null;
        var utf8 = rented ?? stackalloc byte[OnStack];
        var length = Encoding.UTF8.GetBytes(text, utf8);
        var result = raw.sqlite3_bind_text(_statement, place, utf8[..length]);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return result;
    }

    // As bytes first: text may hold a zero, where a C string would end.
    private string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    private ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_statement, column);

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            throw Fault(result);
    }

    private SqliteException Fault(int result) => new(
        $"SQLite: {raw.sqlite3_errmsg(_database).utf8_to_string()} ({result})",
        result & 0xff,
        raw.sqlite3_extended_errcode(_database));
}
