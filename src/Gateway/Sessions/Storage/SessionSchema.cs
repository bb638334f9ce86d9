using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Gateway.Sessions.Storage;

/// <summary>Tables of the sessions, written once for both databases. Times are milliseconds since 1970.</summary>
internal static class SessionSchema
{
    public const string FileName = "sessions.db";
    private const string Mark = "GCse";

    public static readonly SqlMigrations Sqlite = new(Mark, (1, First));

    public static readonly SqlMigrations Postgres = new(Mark, (1, PostgresTables.From(First)));

    private const string First = """
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
        """;
}
