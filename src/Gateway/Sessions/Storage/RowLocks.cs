using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Gateway.Sessions.Storage;

/// <summary>
/// Several processes change the same rows: a transaction takes those that it is going to change at its beginning, in one order, so
/// that what it reads of them stays true and no two wait for each other. What is counted is locked last, by the change itself.
/// </summary>
internal static class RowLocks
{
    private const string Owners = "";

    private static readonly (string Table, string Key)[] InOrder = [("sessions", "session_id"), ("api_keys", "key_id"), ("sign_ins", "flow_id")];

    /// <summary>A hint for <see cref="ISqlDatabase.WriteAsync{T}(Func{SqlSession, T}, Action{T}?, object?, CancellationToken)"/>.</summary>
    public static object Sessions(params IEnumerable<string> ids) => new Rows("sessions", [.. ids]);

    /// <summary>The same for keys.</summary>
    public static object ApiKeys(params IEnumerable<string> ids) => new Rows("api_keys", [.. ids]);

    /// <summary>The same for sign-ins.</summary>
    public static object SignIns(params IEnumerable<string> ids) => new Rows("sign_ins", [.. ids]);

    /// <summary>Whatever one user has, where it is counted and then added to: rows that are not there yet cannot be locked.</summary>
    public static object Owner(string userId) => new Rows(Owners, [userId]);

    public static object Both(object one, object other) => new object[] { one, other };

    public static void Take(SqlSession sql, IEnumerable<object> hints)
    {
        var rows = hints.SelectMany(hint => hint as object[] ?? [hint]).Cast<Rows>().ToLookup(hint => hint.Table, hint => hint.Ids);
        foreach (var owner in rows[Owners].SelectMany(ids => ids).Distinct().Order(StringComparer.Ordinal))
            sql.Query("SELECT pg_advisory_xact_lock(hashtextextended(?1, 0))", _ => true, owner);
        foreach (var (table, key) in InOrder)
        {
            if (rows[table].SelectMany(ids => ids).Distinct().ToArray() is { Length: > 0 } ids)
                sql.Query($"SELECT 1 FROM {table} WHERE {key} = ANY(?1) ORDER BY {key} FOR UPDATE", _ => true, [ids]);
        }
    }

    private sealed record Rows(string Table, IReadOnlyList<string> Ids);
}
