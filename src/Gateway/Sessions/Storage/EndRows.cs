using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Gateway.Sessions.Storage;

/// <summary>
/// The ends of sessions and keys, one row each, by which servers that share a database hear of them. Numbers have no gap and
/// follow the commits, so that whoever has read up to one has missed none before it. Only the last ones are kept.
/// </summary>
internal static class EndRows
{
    /// <summary>A server that has fallen behind further than this looks at everything it watches.</summary>
    public const int Kept = 10_000;

    public static void Add(SqlSession sql, string credentialId)
    {
        var number = sql.QuerySingle("UPDATE counts SET value = value + 1 WHERE name = 'ends' RETURNING value", row => row.GetInt64(0));
        sql.Execute("INSERT INTO credential_ends(end_no, credential_id) VALUES (?1, ?2)", number, credentialId);
        sql.Execute("DELETE FROM credential_ends WHERE end_no <= ?1", number - Kept);
    }

    public static long Last(SqlSession sql) => sql.QuerySingle("SELECT value FROM counts WHERE name = 'ends'", row => row.GetInt64(0));

    public static List<CredentialEnd> After(SqlSession sql, long number, int most) => sql.Query(
        "SELECT end_no, credential_id FROM credential_ends WHERE end_no > ?1 ORDER BY end_no LIMIT ?2",
        row => new CredentialEnd(row.GetInt64(0), row.GetString(1)),
        number,
        most);
}
