using GroupChat.Bench.Search;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Bench.Servers;

/// <summary>
/// The baseline for search: the same texts in a table of SQLite with its own trigram index (FTS5) beside it, asked in process. What
/// is shorter than three characters that index cannot find: then all texts are looked through, newest first.
/// </summary>
internal sealed class TrigramTable : IDisposable
{
    private const string Tables = """
        CREATE TABLE texts(id INTEGER PRIMARY KEY, room INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
        CREATE TABLE members(user TEXT NOT NULL, room INTEGER NOT NULL, PRIMARY KEY(user, room)) STRICT, WITHOUT ROWID;
        CREATE VIRTUAL TABLE grams USING fts5(body, content = 'texts', content_rowid = 'id', tokenize = 'trigram');
        """;

    private const string Mine = "t.room IN (SELECT m.room FROM members m WHERE m.user = ?1)";
    private const int Page = 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("groupchat-bench-").FullName;
    private readonly SqliteDatabase _database;

    public TrigramTable() => _database = SqliteDatabase.Open(Path.Combine(_folder, "texts.db"), new SqlMigrations("GCbs", (1, Tables)));

    public Task AddAsync(int room, string text) => _database.WriteAsync(
        session => session.Send("INSERT INTO texts(room, body) VALUES (?1, ?2)", room, text));

    public Task JoinAsync(string user, int room) => _database.WriteAsync(
        session => session.Send("INSERT INTO members(user, room) VALUES (?1, ?2)", user, room));

    public Task IndexAsync() => _database.WriteAsync(
        session =>
        {
            session.Send("INSERT INTO grams(grams) VALUES ('rebuild')");
            session.Send("INSERT INTO grams(grams) VALUES ('optimize')");
        });

    public Task<long> BytesAsync() => _database.ReadAsync(DatabaseSize.Of);

    public Task<List<string>> SearchAsync(string user, string query)
    {
        var isPhrase = query[0] == '"';
        string[] terms = isPhrase ? [query[1..^1]] : query.Split(' ');
        return _database.ReadAsync(session => terms.All(term => term.Length >= 3)
            ? Query(session, $"SELECT t.body FROM grams g JOIN texts t ON t.id = g.rowid WHERE g.grams MATCH ?2 AND {Mine} ORDER BY g.rowid DESC LIMIT ?3", user, Match(terms))
            : Query(session, $"SELECT t.body FROM texts t WHERE t.body LIKE ?2 AND {Mine} ORDER BY t.id DESC LIMIT ?3", user, $"%{string.Join('%', terms)}%"));
    }

    public void Dispose()
    {
        _database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static List<string> Query(SqlSession session, string sql, string user, string pattern) =>
        session.Query(sql, row => row.GetString(0), user, pattern, Page);

    private static string Match(IEnumerable<string> terms) =>
        string.Join(' ', terms.Select(term => $"\"{term.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
}
