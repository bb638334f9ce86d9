using System.Globalization;
using GroupChat.Bench.Hybrid;
using GroupChat.TestSupport;
using Npgsql;

namespace GroupChat.Bench.Lexical;

/// <summary>PostgreSQL's full text search over a socket: an inverted index (GIN), the English dictionaries, rank by cover density.</summary>
internal sealed class PostgresWords : IWordIndex
{
    private const string Table = """
        CREATE TABLE words(id integer PRIMARY KEY, vector tsvector NOT NULL) WITH (autovacuum_enabled = off);
        CREATE INDEX words_vector ON words USING gin(vector);
        """;

    // Any of the words, as with the others; by default all of them.
    private const string Words = "replace(plainto_tsquery('english', $1)::text, '&', '|')::tsquery";

    private readonly PostgresServer _server;
    private readonly NpgsqlDataSource _source;

    private PostgresWords(PostgresServer server, string connection) => (_server, _source) = (server, NpgsqlDataSource.Create(connection));

    public string Name => "postgres";

    public TimeSpan Processor => Environment.CpuUsage.TotalTime + ProcessFamily.Processor(_server.ProcessId);

    public static async Task<PostgresWords> StartAsync()
    {
        var server = await PostgresServer.StartAsync(durable: true);
        var connection = await server.CreateDatabaseAsync();
        await PostgresServer.ExecuteAsync(connection, Table);
        return new(server, connection);
    }

    public async Task AddAsync(IReadOnlyList<Passage> passages)
    {
        foreach (var some in passages.Index().Chunk(250))
            await WriteAsync(some.Select(one => (one.Index, one.Item.Text)));
    }

    public Task ChangeAsync(IReadOnlyList<IWordIndex.Change> changes) => WriteAsync(changes.Select(change => (change.Number, change.New)));

    public async Task KeepAsync()
    {
        await using var command = _source.CreateCommand("VACUUM ANALYZE words");
        await command.ExecuteNonQueryAsync();
    }

    public async Task<List<int>> SearchAsync(string query, bool isName, int limit)
    {
        var words = isName ? "phraseto_tsquery('english', $1)" : Words;
        await using var command = _source.CreateCommand(
            $"SELECT id FROM words, (SELECT {words} AS query) AS asked WHERE vector @@ query ORDER BY ts_rank_cd(vector, query, 1) DESC, id LIMIT $2");
        command.Parameters.AddWithValue(query);
        command.Parameters.AddWithValue(limit);
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<int>();
        while (await reader.ReadAsync())
            found.Add(reader.GetInt32(0));
        return found;
    }

    public async Task<long> BytesAsync()
    {
        await using var command = _source.CreateCommand("SELECT pg_total_relation_size('words')");
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await _server.DisposeAsync();
    }

    private async Task WriteAsync(IEnumerable<(int Number, string Text)> passages)
    {
        var (numbers, texts) = (new List<int>(), new List<string>());
        foreach (var (number, text) in passages)
        {
            numbers.Add(number);
            texts.Add(text);
        }

        await using var command = _source.CreateCommand("""
            INSERT INTO words(id, vector) SELECT id, to_tsvector('english', body) FROM unnest($1, $2) AS one(id, body)
            ON CONFLICT (id) DO UPDATE SET vector = excluded.vector
            """);
        command.Parameters.AddWithValue(numbers.ToArray());
        command.Parameters.AddWithValue(texts.ToArray());
        await command.ExecuteNonQueryAsync();
    }
}
