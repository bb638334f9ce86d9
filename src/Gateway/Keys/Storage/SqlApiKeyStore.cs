using GroupChat.Gateway.Sessions;
using GroupChat.Gateway.Sessions.Storage;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Gateway.Keys.Storage;

/// <summary>Keys as rows, beside the sessions, in either database.</summary>
internal sealed class SqlApiKeyStore(SessionDatabase database) : IApiKeyStore, IExpiringStore
{
    /// <summary>
    /// How long the row of a key outlives it: so long its holder is told what became of it, and the bot that it was can have another key.
    /// </summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    private const string Columns =
        "key_id, kind, owner_id, user_id, display_name, scopes, secret_hash, create_time, expire_time, revoked, last_use_time";

    private readonly ISqlDatabase _database = database.Sql;

    public Task AddAsync(ApiKeyRecord key, bool isKnownBot, int most, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            sql =>
            {
                if (isKnownBot && !IsBotOf(sql, key))
                    throw ApiKeyErrors.BotNotFound();
                if (CountLive(sql, key.OwnerId, key.CreateTime) >= most)
                    throw ApiKeyErrors.TooMany(most);
                return sql.Execute($"INSERT INTO api_keys({Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, 0)",
                    key.KeyId, (long)key.Kind, key.OwnerId, key.UserId, key.DisplayName, string.Join(' ', key.Scopes), key.SecretHash,
                    Millis(key.CreateTime), Millis(key.ExpireTime));
            },
            committed: null, RowLocks.Owner(key.OwnerId), cancellationToken);

    public Task<ApiKeyRecord?> FindAsync(string keyId, CancellationToken cancellationToken) =>
        _database.ReadAsync(sql => Find(sql, keyId), cancellationToken);

    public async Task<IReadOnlyList<ApiKeyRecord>> ListAsync(string ownerId, DateTimeOffset now, CancellationToken cancellationToken) =>
        await _database.ReadAsync(
            sql => sql.Query(
                $"SELECT {Columns} FROM api_keys WHERE owner_id = ?1 AND revoked = 0 AND expire_time > ?2 ORDER BY key_id DESC",
                Map, ownerId, Millis(now)),
            cancellationToken);

    public Task<ApiKeyRecord?> RevokeAsync(string keyId, string ownerId, DateTimeOffset now, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            sql =>
            {
                if (Find(sql, keyId) is not { } key || key.OwnerId != ownerId)
                    return null;
                if (!key.Revoked)
                {
                    sql.Execute(
                        "UPDATE api_keys SET revoked = 1, expire_time = CASE WHEN expire_time > ?2 THEN ?2 ELSE expire_time END WHERE key_id = ?1",
                        keyId, Millis(now));
                    EndRows.Add(sql, keyId);
                }

                return key with { Revoked = true };
            },
            committed: null, RowLocks.ApiKeys(keyId), cancellationToken);

    public Task RecordUsesAsync(IReadOnlyCollection<KeyValuePair<string, DateTimeOffset>> uses, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            sql => uses.Sum(use => sql.Execute(
                "UPDATE api_keys SET last_use_time = ?2 WHERE key_id = ?1 AND last_use_time < ?2", use.Key, Millis(use.Value))),
            committed: null, RowLocks.ApiKeys(uses.Select(use => use.Key)), cancellationToken);

    public Task<int> RemoveExpiredAsync(DateTimeOffset now, int most, CancellationToken cancellationToken) =>
        ExpiredRows.RemoveAsync(_database, "api_keys", "key_id", now - Kept, most, RowLocks.ApiKeys, cancellationToken);

    private static bool IsBotOf(SqlSession sql, ApiKeyRecord key) => sql.TryQuerySingle(
        "SELECT 1 FROM api_keys WHERE owner_id = ?1 AND user_id = ?2 AND kind = ?3 LIMIT 1", _ => true, out _,
        key.OwnerId, key.UserId, (long)ApiKeyKind.Bot);

    private static long CountLive(SqlSession sql, string ownerId, DateTimeOffset now) => sql.QuerySingle(
        "SELECT count(*) FROM api_keys WHERE owner_id = ?1 AND revoked = 0 AND expire_time > ?2", row => row.GetInt64(0), ownerId, Millis(now));

    private static ApiKeyRecord? Find(SqlSession sql, string keyId) =>
        sql.QuerySingle($"SELECT {Columns} FROM api_keys WHERE key_id = ?1", Map, keyId);

    private static ApiKeyRecord Map(SqlRow row) => new(
        row.GetString(0), (ApiKeyKind)row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5).Split(' '),
        row.GetBlob(6), Time(row.GetInt64(7)), Time(row.GetInt64(8)), row.GetInt64(9) != 0)
    {
        LastUseTime = row.GetInt64(10) is > 0 and var used ? Time(used) : null,
    };

    private static long Millis(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    private static DateTimeOffset Time(long millis) => DateTimeOffset.FromUnixTimeMilliseconds(millis);
}
