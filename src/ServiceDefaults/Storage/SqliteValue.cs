namespace GroupChat.ServiceDefaults.Storage;

internal static class SqliteValue
{
    /// <summary>The driver would store a Guid or a time in a form of its own choice: only what SQLite itself knows is let through.</summary>
    public static object From(object? value) => value switch
    {
        null => DBNull.Value,
        string or long or int or bool or double or byte[] => value,
        _ => throw new ArgumentException($"{value.GetType().Name} is no SQLite value: pass text, a number or bytes", nameof(value)),
    };
}
