using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Gateway.Sessions.Storage;

/// <summary>Sessions as rows, in either database.</summary>
internal sealed class SqlSessionStore : ISessionStore
{
    private const string Columns = "session_id, user_id, display_name, create_time, expire_time, refresh_serial, refresh_time, revoked";

    private readonly ISqlDatabase _database;

    public SqlSessionStore(SessionDatabase database)
    {
        _database = database.Sql;
        if (database.IsShared)
            _database.PrepareBatches(Lock);
    }

    public Task AddAsync(SessionRecord session, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            sql => sql.Execute($"INSERT INTO sessions({Columns}) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                session.SessionId, session.UserId, session.DisplayName, Millis(session.CreateTime), Millis(session.ExpireTime),
                session.RefreshSerial, Millis(session.RefreshTime), session.Revoked),
            cancellationToken: cancellationToken);

    public Task<SessionRecord?> FindAsync(string sessionId, CancellationToken cancellationToken) =>
        _database.ReadAsync(sql => Find(sql, sessionId), cancellationToken);

    public Task<SessionRecord?> UpdateAsync(string sessionId, Func<SessionRecord, SessionRecord> change, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            sql => Find(sql, sessionId) is { } current ? Replace(sql, change(current)) : null, committed: null, hint: sessionId, cancellationToken);

    /// <summary>
    /// Several processes change sessions: a transaction takes the rows that it is going to change, in one order, so that what it reads
    /// of them stays true and no two wait for each other.
    /// </summary>
    private static void Lock(SqlSession sql, IEnumerable<object> sessionIds)
    {
        if (sessionIds.Cast<string>().Distinct().ToArray() is { Length: > 0 } ids)
            sql.Query("SELECT session_id FROM sessions WHERE session_id = ANY(?1) ORDER BY session_id FOR UPDATE", _ => true, [ids]);
    }

    private static SessionRecord? Find(SqlSession sql, string sessionId) =>
        sql.QuerySingle($"SELECT {Columns} FROM sessions WHERE session_id = ?1", Map, sessionId);

    private static SessionRecord Replace(SqlSession sql, SessionRecord session)
    {
        sql.Execute("UPDATE sessions SET display_name = ?2, expire_time = ?3, refresh_serial = ?4, refresh_time = ?5, revoked = ?6 WHERE session_id = ?1",
            session.SessionId, session.DisplayName, Millis(session.ExpireTime), session.RefreshSerial, Millis(session.RefreshTime), session.Revoked);
        return session;
    }

    private static SessionRecord Map(SqlRow row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), Time(row.GetInt64(3)), Time(row.GetInt64(4)),
        row.GetInt64(5), Time(row.GetInt64(6)), row.GetInt64(7) != 0);

    private static long Millis(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    private static DateTimeOffset Time(long millis) => DateTimeOffset.FromUnixTimeMilliseconds(millis);
}
