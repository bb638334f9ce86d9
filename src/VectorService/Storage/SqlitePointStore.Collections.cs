using GroupChat.ServiceDefaults.Storage;
using GroupChat.Vectors.Collections;
using GroupChat.Vectors.Dense;

namespace GroupChat.Vectors.Storage;

internal sealed partial class SqlitePointStore
{
    private const string SelectInfos = """
        SELECT key, id, dimension, embedder, created_ms, metric, (SELECT count(*) FROM points WHERE collection = key) FROM collections
        """;

    public Task<CollectionInfo> EnsureCollectionAsync(CollectionDefinition wanted, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session =>
            {
                session.Execute(
                    "INSERT INTO collections (id, dimension, embedder, created_ms, metric) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (id) DO NOTHING",
                    wanted.Id, wanted.Dimension, wanted.Embedder, wanted.Created.ToUnixTimeMilliseconds(), wanted.Metric.ToString());
                return Describe(session, wanted.Id) ?? throw new InvalidOperationException(
                    "The collection is gone within its own transaction.");
            },
            cancellationToken: cancellationToken);

    public Task<CollectionDefinition?> FindCollectionAsync(string id, CancellationToken cancellationToken) =>
        database.ReadAsync(
            session => session.QuerySingle(
                "SELECT key, id, dimension, embedder, created_ms, metric FROM collections WHERE id = ?1", ToDefinition, id),
            cancellationToken);

    public Task<CollectionInfo?> DescribeCollectionAsync(string id, CancellationToken cancellationToken) =>
        database.ReadAsync(session => Describe(session, id), cancellationToken);

    public Task<IReadOnlyList<CollectionInfo>> ListCollectionsAsync(string after, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<CollectionInfo>>(
            session => session.Query($"{SelectInfos} WHERE id > ?1 AND id < ?3 ORDER BY id LIMIT ?2", ToInfo, after, limit, Unfinished), cancellationToken);

    public async Task<bool> DeleteCollectionAsync(string id, Action<long> committed, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            session => session.QuerySingle("DELETE FROM collections WHERE id = ?1 RETURNING key", ToNumber, id),
            key =>
            {
                if (key != 0)
                    committed(key);
            },
            cancellationToken) != 0;

    private static CollectionInfo? Describe(SqlSession session, string id) =>
        session.QuerySingle($"{SelectInfos} WHERE id = ?1", ToInfo, id);

    private static CollectionInfo ToInfo(SqlRow row) => new(ToDefinition(row), row.GetInt64(6));

    private static CollectionDefinition ToDefinition(SqlRow row) => new(
        row.GetString(1), row.GetInt32(2), row.GetString(3), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)), row.GetInt64(0))
    { Metric = Enum.Parse<VectorMetric>(row.GetString(5)) };
}
