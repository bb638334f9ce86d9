namespace GroupChat.ServiceDefaults.Storage;

/// <summary>
/// An insert of one row that is run many times in a transaction: PostgreSQL gets the rows of many together, in one statement.
/// </summary>
/// <param name="table">Where to.</param>
/// <param name="columns">Names, each with PostgreSQL's name of its type: bigint, text or bytea. None of them null.</param>
public sealed class RowInsert(string table, params (string Name, string Type)[] columns)
{
    /// <summary>
    /// The first so many columns are the key. Of a row that is there already the others rise to what is given, and never fall; of
    /// several rows given for one, so do they. 0 for a plain insert.
    /// </summary>
    public int KeyColumns { get; init; }

    internal int Width => columns.Length;

    /// <summary>For one row.</summary>
    internal string Single => field ??= $"INSERT INTO {table}({Names(columns)}) VALUES ({Places(i => $"?{i + 1}")}){OnConflict}";

    /// <summary>For any number of rows: an array for each column.</summary>
    internal string Many => field ??= $"INSERT INTO {table}({Names(columns)}) {Rows}{OnConflict}";

    private string Rows => KeyColumns == 0
        ? $"SELECT * FROM {Unnested}"
        : $"SELECT {Places(i => i < KeyColumns ? columns[i].Name : $"max({columns[i].Name})")} FROM {Unnested} AS given({Names(columns)}) GROUP BY {Names(columns[..KeyColumns])}";

    private string Unnested => $"unnest({Places(i => $"?{i + 1}::{columns[i].Type}[]")})";

    private string OnConflict => KeyColumns == 0
        ? ""
        : $" ON CONFLICT({Names(columns[..KeyColumns])}) DO UPDATE SET {string.Join(", ", columns[KeyColumns..].Select(column => Raised(column.Name)))}";

    private string Raised(string column) =>
        $"{column} = CASE WHEN excluded.{column} > {table}.{column} THEN excluded.{column} ELSE {table}.{column} END";

    private string Places(Func<int, string> place) => string.Join(", ", columns.Select((_, i) => place(i)));

    private static string Names((string Name, string Type)[] columns) => string.Join(", ", columns.Select(column => column.Name));
}
