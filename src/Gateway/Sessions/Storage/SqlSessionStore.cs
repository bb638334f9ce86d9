using GroupChat.ServiceDefaults.Identity;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Gateway.Sessions.Storage;

/// <summary>Sessions as rows, in either database.</summary>
internal sealed class SqlSessionStore(SessionDatabase database) : ISessionStore, IExpiringStore
{
    /// <summary>How long the row of a session outlives it, so that its tokens are told what became of them.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private const string Columns =
        "session_id, user_id, display_name, create_time, expire_time, refresh_serial, refresh_time, revoked, device_label, last_use_time, method, role";

    private readonly ISqlDatabase _database = database.Sql;

    public Task AddAsync(SessionRecord session, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            sql => sql.Execute($"INSERT INTO sessions({Columns}) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
                session.SessionId, session.UserId, session.DisplayName, Millis(session.CreateTime), Millis(session.ExpireTime),
                session.RefreshSerial, Millis(session.RefreshTime), session.Revoked, session.DeviceLabel, Millis(session.LastUseTime),
                (long)session.Method, (long)session.Role),
            cancellationToken: cancellationToken);

    public Task<SessionRecord?> FindAsync(string sessionId, CancellationToken cancellationToken) =>
        _database.ReadAsync(sql => Find(sql, sessionId), cancellationToken);

    public async Task<IReadOnlyList<SessionRecord>> ListAsync(
        string userId, DateTimeOffset now, string before, int most, CancellationToken cancellationToken) =>
        await _database.ReadAsync(
            sql => sql.Query(
                $"""
                SELECT {Columns} FROM sessions
                WHERE user_id = ?1 AND revoked = 0 AND expire_time > ?2 AND (?3 = '' OR session_id < ?3)
                ORDER BY session_id DESC LIMIT ?4
                """,
                Map, userId, Millis(now), before, most),
            cancellationToken);

    public Task<SessionRecord?> UpdateAsync(string sessionId, Func<SessionRecord, SessionRecord> change, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            sql => Find(sql, sessionId) is { } current ? Replace(sql, current, change(current)) : null,
            committed: null, RowLocks.Sessions(sessionId), cancellationToken);

    public Task RecordUsesAsync(IReadOnlyCollection<KeyValuePair<string, DateTimeOffset>> uses, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            sql => uses.Sum(use => sql.Execute(
                "UPDATE sessions SET last_use_time = ?2 WHERE session_id = ?1 AND last_use_time < ?2", use.Key, Millis(use.Value))),
            committed: null, RowLocks.Sessions(uses.Select(use => use.Key)), cancellationToken);

    public Task<int> RemoveExpiredAsync(DateTimeOffset now, int most, CancellationToken cancellationToken) =>
        ExpiredRows.RemoveAsync(_database, "sessions", "session_id", now - Kept, most, RowLocks.Sessions, cancellationToken);

    private static SessionRecord? Find(SqlSession sql, string sessionId) =>
        sql.QuerySingle($"SELECT {Columns} FROM sessions WHERE session_id = ?1", Map, sessionId);

    private static SessionRecord Replace(SqlSession sql, SessionRecord before, SessionRecord session)
    {
        sql.Execute("UPDATE sessions SET display_name = ?2, expire_time = ?3, refresh_serial = ?4, refresh_time = ?5, revoked = ?6 WHERE session_id = ?1",
            session.SessionId, session.DisplayName, Millis(session.ExpireTime), session.RefreshSerial, Millis(session.RefreshTime), session.Revoked);
        if (session.Revoked && !before.Revoked)
            EndRows.Add(sql, session.SessionId);
        return session;
    }

    private static SessionRecord Map(SqlRow row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), Time(row.GetInt64(3)), Time(row.GetInt64(4)),
        row.GetInt64(5), Time(row.GetInt64(6)), row.GetInt64(7) != 0)
    {
        DeviceLabel = row.GetString(8),
        LastUseTime = Time(row.GetInt64(9)),
        Method = (SignIn)row.GetInt64(10),
        Role = (PlatformRole)row.GetInt64(11),
    };

    private static long Millis(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    private static DateTimeOffset Time(long millis) => DateTimeOffset.FromUnixTimeMilliseconds(millis);
}
