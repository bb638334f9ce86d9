namespace GroupChat.ServiceDefaults.Storage;

/// <summary>A row of a query's result while it is being looked at; it must not be kept. Columns are counted from 0.</summary>
public abstract class SqlRow
{
    /// <summary>How many columns the row has.</summary>
    public abstract int Width { get; }

    /// <summary>True for a column without a value.</summary>
    public abstract bool IsNull(int column);

    /// <summary>A whole number.</summary>
    public abstract long GetInt64(int column);

    /// <summary>A whole number that fits.</summary>
    /// <exception cref="OverflowException">It does not.</exception>
    public int GetInt32(int column) => checked((int)GetInt64(column));

    /// <summary>Text; a column without a value is a fault of the caller.</summary>
    /// <exception cref="InvalidCastException">No value.</exception>
    public abstract string GetString(int column);

    /// <summary>Bytes; a column without a value is a fault of the caller.</summary>
    /// <exception cref="InvalidCastException">No value.</exception>
    public abstract byte[] GetBlob(int column);

    /// <summary>Null, text, bytes, or a number as the database has it.</summary>
    public abstract object? GetValue(int column);

    /// <summary>The column's name.</summary>
    public abstract string GetName(int column);

    private protected static InvalidCastException NoValue(int column) => new($"Column {column} has no value.");
}
