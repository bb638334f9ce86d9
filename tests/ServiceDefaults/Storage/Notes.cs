using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.ServiceDefaults.Tests.Storage;

/// <summary>The table the storage tests write to.</summary>
internal static class Notes
{
    public static readonly SqlMigrations Schema = new(
        "GCts", (1, "CREATE TABLE notes(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;"));

    public static long Insert(SqlSession session, string text) =>
        session.QuerySingle("INSERT INTO notes(text) VALUES (?1) RETURNING id", row => row.GetInt64(0), text);

    public static Task<long> Add(
        this SqliteDatabase database, string text, Action<long>? committed = null, CancellationToken cancellationToken = default) =>
        database.WriteAsync(session => Insert(session, text), committed, cancellationToken);

    public static Task<List<string>> Texts(this SqliteDatabase database) =>
        database.ReadAsync(session => session.Query("SELECT text FROM notes ORDER BY id", row => row.GetString(0)));
}
