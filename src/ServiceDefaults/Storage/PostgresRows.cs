namespace GroupChat.ServiceDefaults.Storage;

/// <summary>Rows held back by the statement that inserts them, to be sent as arrays.</summary>
internal sealed class PostgresRows
{
    private readonly List<(RowInsert Insert, List<object?[]> Rows)> _held = [];

    public int Count { get; private set; }

    public void Add(RowInsert insert, ReadOnlySpan<object?> values)
    {
        if (_held.Find(held => held.Insert == insert).Rows is not { } rows)
            _held.Add((insert, rows = []));
        rows.Add(values.ToArray());
        Count++;
    }

    public void Clear()
    {
        _held.Clear();
        Count = 0;
    }

    /// <summary>What was held, a statement and its arrays each, and holds nothing any more.</summary>
    public List<(string Sql, object[] Columns)> Take()
    {
        List<(string, object[])> taken = [.. _held.Select(held => (held.Insert.Many, Columns(held.Insert, held.Rows)))];
        Clear();
        return taken;
    }

    private static object[] Columns(RowInsert insert, List<object?[]> rows) =>
        [.. Enumerable.Range(0, insert.Width).Select(column => Column(rows, column))];

    private static object Column(List<object?[]> rows, int column) => rows[0][column] switch
    {
        string => rows.Select(row => (string)row[column]!).ToArray(),
        byte[] => rows.Select(row => (byte[])row[column]!).ToArray(),
        long => rows.Select(row => (long)row[column]!).ToArray(),
        var value => throw new ArgumentException($"{value?.GetType().Name ?? "null"} cannot be inserted with others: pass text, long or bytes"),
    };
}
