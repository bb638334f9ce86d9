using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.ServiceDefaults.Tests.Storage;

/// <summary>The table that the tests of PostgreSQL write to, defined as for SQLite.</summary>
internal static class PostgresNotes
{
    public const string First = """
        CREATE TABLE notes(
            id INTEGER NOT NULL PRIMARY KEY, -- given by the test; or by the table
            text TEXT NOT NULL UNIQUE,
            more BLOB
        ) STRICT;
        """;

    public static readonly SqlMigrations Schema = new("GCts", (1, PostgresTables.From(First) + "CREATE SEQUENCE note_ids;"));

    public static long Insert(SqlSession session, string text) => session.QuerySingle(
        "INSERT INTO notes(id, text) VALUES (nextval('note_ids'), ?1) RETURNING id", row => row.GetInt64(0), text);

    public static Task<long> Add(this ISqlDatabase database, string text, Action<long>? committed = null) =>
        database.WriteAsync(session => Insert(session, text), committed);

    public static Task<List<string>> Texts(this PostgresDatabase database) =>
        database.ReadAsync(session => session.Query("SELECT text FROM notes ORDER BY id", row => row.GetString(0)));
}
