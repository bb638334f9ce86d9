using GroupChat.Bench.Search;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Bench.Hybrid;

/// <summary>The baseline: BM25 of SQLite's own index of words (FTS5), by default with Porter's stemmer, asked in process.</summary>
internal sealed class WordTable : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("groupchat-bench-").FullName;
    private readonly SqliteDatabase _database;

    /// <param name="tokenizer">One of FTS5's.</param>
    public WordTable(string tokenizer = "porter unicode61") => _database = SqliteDatabase.Open(
        Path.Combine(_folder, "words.db"),
        new SqlMigrations("GCbw", (1, $"CREATE VIRTUAL TABLE words USING fts5(body, content = '', tokenize = '{tokenizer}');")));

    public static void Add(SqlSession session, int number, string text) => session.Send("INSERT INTO words(rowid, body) VALUES (?1, ?2)", number, text);

    public Task WriteAsync(Action<SqlSession> work) => _database.WriteAsync(work);

    public Task AddAsync(IReadOnlyList<Passage> passages) => WriteAsync(
        session =>
        {
            for (var i = 0; i < passages.Count; i++)
                Add(session, i, passages[i].Text);
            session.Send("INSERT INTO words(words) VALUES ('optimize')");
        });

    /// <summary>The best passages for any of these words; a word of several parts is a phrase.</summary>
    public Task<List<int>> SearchAsync(IEnumerable<string> words, int limit)
    {
        var match = string.Join(" OR ", words.Select(word => $"\"{word.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
        return match.Length == 0
            ? Task.FromResult<List<int>>([])
            : _database.ReadAsync(session => session.Query(
                "SELECT rowid FROM words WHERE words MATCH ?1 ORDER BY rank LIMIT ?2", row => row.GetInt32(0), match, limit));
    }

    public Task<long> BytesAsync() => _database.ReadAsync(DatabaseSize.Of);

    public void Dispose()
    {
        _database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
