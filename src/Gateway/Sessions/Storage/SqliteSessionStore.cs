using System.Data.Common;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Gateway.Sessions.Storage;

/// <summary>Sessions in sessions.db. Times are stored as milliseconds since 1970.</summary>
internal sealed class SqliteSessionStore([FromKeyedServices(SqliteSessionStore.Database)] SqliteDatabase database) : ISessionStore
{
    /// <summary>Key of the database in the container.</summary>
    public const string Database = "sessions.db";

    private const string Columns = "session_id, user_id, display_name, create_time, expire_time, refresh_serial, refresh_time, revoked";

    public static SqlMigrations Migrations { get; } = new("GCse",
        (1, """
            CREATE TABLE sessions(
              session_id TEXT PRIMARY KEY,
              user_id TEXT NOT NULL,
              display_name TEXT NOT NULL,
              create_time INTEGER NOT NULL,
              expire_time INTEGER NOT NULL,
              refresh_serial INTEGER NOT NULL,
              refresh_time INTEGER NOT NULL,
              revoked INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX sessions_by_user ON sessions(user_id);
            CREATE TABLE protection_keys(name TEXT PRIMARY KEY, xml TEXT NOT NULL) STRICT, WITHOUT ROWID;
            """));

    public Task AddAsync(SessionRecord session, CancellationToken cancellationToken) =>
        database.WriteAsync(
            sqlite => sqlite.Execute($"INSERT INTO sessions({Columns}) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                session.SessionId, session.UserId, session.DisplayName, Millis(session.CreateTime), Millis(session.ExpireTime),
                session.RefreshSerial, Millis(session.RefreshTime), session.Revoked),
            cancellationToken: cancellationToken);

    public Task<SessionRecord?> FindAsync(string sessionId, CancellationToken cancellationToken) =>
        database.ReadAsync(sqlite => Find(sqlite, sessionId), cancellationToken);

    public Task<SessionRecord?> UpdateAsync(string sessionId, Func<SessionRecord, SessionRecord> change, CancellationToken cancellationToken) =>
        database.WriteAsync(sqlite => Find(sqlite, sessionId) is { } current ? Replace(sqlite, change(current)) : null, cancellationToken: cancellationToken);

    private static SessionRecord? Find(SqlSession sqlite, string sessionId) =>
        sqlite.QuerySingle($"SELECT {Columns} FROM sessions WHERE session_id = ?1", Map, sessionId);

    private static SessionRecord Replace(SqlSession sqlite, SessionRecord session)
    {
        sqlite.Execute("UPDATE sessions SET display_name = ?2, expire_time = ?3, refresh_serial = ?4, refresh_time = ?5, revoked = ?6 WHERE session_id = ?1",
            session.SessionId, session.DisplayName, Millis(session.ExpireTime), session.RefreshSerial, Millis(session.RefreshTime), session.Revoked);
        return session;
    }

    private static SessionRecord Map(DbDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), Time(row.GetInt64(3)), Time(row.GetInt64(4)),
        row.GetInt64(5), Time(row.GetInt64(6)), row.GetInt64(7) != 0);

    private static long Millis(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    private static DateTimeOffset Time(long millis) => DateTimeOffset.FromUnixTimeMilliseconds(millis);
}
