using GroupChat.Bench.Hybrid;

namespace GroupChat.Bench.Lexical;

/// <summary>SQLite's own index of words (FTS5) with its BM25, the texts themselves not in it, in this process.</summary>
/// <param name="name">Of this side.</param>
/// <param name="tokenizer">One of FTS5's.</param>
/// <param name="words">What a query is cut into; any of them counts, each as a phrase.</param>
internal sealed class SqliteWords(string name, string tokenizer, Func<string, IEnumerable<string>> words) : IWordIndex
{
    private readonly WordTable _table = new(tokenizer);

    public string Name => name;

    public TimeSpan Processor => Environment.CpuUsage.TotalTime;

    public async Task AddAsync(IReadOnlyList<Passage> passages)
    {
        foreach (var some in passages.Index().Chunk(250))
            await _table.WriteAsync(session => Array.ForEach(some, one => WordTable.Add(session, one.Index, one.Item.Text)));
    }

    public Task ChangeAsync(IReadOnlyList<IWordIndex.Change> changes) => _table.WriteAsync(session =>
    {
        foreach (var (number, old, text) in changes)
        {
            // Without the texts it has to be told what to forget.
            session.Send("INSERT INTO words(words, rowid, body) VALUES ('delete', ?1, ?2)", number, old);
            WordTable.Add(session, number, text);
        }
    });

    public Task KeepAsync() => _table.WriteAsync(session => session.Send("INSERT INTO words(words) VALUES ('optimize')"));

    public Task<List<int>> SearchAsync(string query, bool isName, int limit) => _table.SearchAsync(isName ? [query] : words(query), limit);

    public Task<long> BytesAsync() => _table.BytesAsync();

    public ValueTask DisposeAsync()
    {
        _table.Dispose();
        return ValueTask.CompletedTask;
    }
}
