namespace GroupChat.ServiceDefaults.Storage;

internal static class PostgresValue
{
    /// <summary>The same few forms as everywhere; a truth is a whole number, as SQLite has it, and arrays are for PostgreSQL's own SQL.</summary>
    public static object From(object? value) => value switch
    {
        null => DBNull.Value,
        bool truth => truth ? 1 : 0,
        string or long or int or double or byte[] or string[] or long[] or byte[][] => value,
        _ => throw new ArgumentException($"{value.GetType().Name} is no stored value: pass text, a number or bytes", nameof(value)),
    };
}
