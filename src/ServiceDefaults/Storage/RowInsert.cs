namespace GroupChat.ServiceDefaults.Storage;

/// <summary>
/// A plain insert of one row that is run many times in a transaction: PostgreSQL gets the rows of many together, in one statement.
/// </summary>
/// <param name="table">Where to.</param>
/// <param name="columns">Names, each with PostgreSQL's name of its type: bigint, text or bytea. None of them null.</param>
public sealed class RowInsert(string table, params (string Name, string Type)[] columns)
{
    internal int Width => columns.Length;

    /// <summary>For one row.</summary>
    internal string Single { get; } =
        $"INSERT INTO {table}({Names(columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => $"?{i + 1}"))})";

    /// <summary>For any number of rows: an array for each column.</summary>
    internal string Many { get; } =
        $"INSERT INTO {table}({Names(columns)}) SELECT * FROM unnest({string.Join(", ", columns.Select((column, i) => $"?{i + 1}::{column.Type}[]"))})";

    private static string Names((string Name, string Type)[] columns) => string.Join(", ", columns.Select(column => column.Name));
}
