using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Bench.Search;

/// <summary>Bytes of a SQLite database that are in use.</summary>
internal static class DatabaseSize
{
    public static long Of(SqlSession session) =>
        (Number(session, "PRAGMA page_count") - Number(session, "PRAGMA freelist_count")) * Number(session, "PRAGMA page_size");

    private static long Number(SqlSession session, string pragma) => session.QuerySingle(pragma, row => row.GetInt64(0));
}
