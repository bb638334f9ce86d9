using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Gateway.Sessions.Storage;

/// <summary>
/// Several processes change the same rows: a transaction takes those that it is going to change at its beginning, in one order, so
/// that what it reads of them stays true and no two wait for each other. What is counted is locked last, by the change itself.
/// </summary>
internal static class RowLocks
{
    private static readonly (string Table, string Key)[] InOrder = [("sessions", "session_id"), ("api_keys", "key_id")];

    /// <summary>A hint for <see cref="ISqlDatabase.WriteAsync{T}(Func{SqlSession, T}, Action{T}?, object?, CancellationToken)"/>.</summary>
    public static object Sessions(params IEnumerable<string> ids) => new Rows("sessions", [.. ids]);

    /// <summary>The same for keys.</summary>
    public static object ApiKeys(params IEnumerable<string> ids) => new Rows("api_keys", [.. ids]);

    public static void Take(SqlSession sql, IEnumerable<object> hints)
    {
        var rows = hints.Cast<Rows>().ToLookup(hint => hint.Table, hint => hint.Ids);
        foreach (var (table, key) in InOrder)
        {
            if (rows[table].SelectMany(ids => ids).Distinct().ToArray() is { Length: > 0 } ids)
                sql.Query($"SELECT 1 FROM {table} WHERE {key} = ANY(?1) ORDER BY {key} FOR UPDATE", _ => true, [ids]);
        }
    }

    private sealed record Rows(string Table, IReadOnlyList<string> Ids);
}
