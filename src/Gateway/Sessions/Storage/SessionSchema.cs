using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Gateway.Sessions.Storage;

/// <summary>Tables of the sessions, written once for both databases. Times are milliseconds since 1970.</summary>
internal static class SessionSchema
{
    public const string FileName = "sessions.db";
    public const string Mark = "GCse";

    /// <summary>Version 1.</summary>
    public const string First = """
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

    // Ends are numbered without a gap, in the order of their commits: the row of the count is locked while one is written.
    private const string Ends = """
        ALTER TABLE sessions ADD COLUMN device_label TEXT NOT NULL DEFAULT '';
        ALTER TABLE sessions ADD COLUMN last_use_time INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE sessions ADD COLUMN method INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE sessions ADD COLUMN role INTEGER NOT NULL DEFAULT 1;
        CREATE INDEX sessions_by_expiry ON sessions(expire_time);
        CREATE TABLE credential_ends(end_no INTEGER PRIMARY KEY, credential_id TEXT NOT NULL) STRICT;
        CREATE TABLE counts(name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        INSERT INTO counts(name, value) VALUES ('ends', 0);
        """;

    private const string Keys = """
        CREATE TABLE api_keys(
          key_id TEXT PRIMARY KEY,
          kind INTEGER NOT NULL,
          owner_id TEXT NOT NULL,
          user_id TEXT NOT NULL,
          display_name TEXT NOT NULL,
          scopes TEXT NOT NULL,
          secret_hash BLOB NOT NULL,
          create_time INTEGER NOT NULL,
          expire_time INTEGER NOT NULL,
          revoked INTEGER NOT NULL,
          last_use_time INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX api_keys_by_owner ON api_keys(owner_id);
        """;

    private const string Accounts = """
        CREATE TABLE accounts(
          account_name TEXT PRIMARY KEY,
          user_id TEXT NOT NULL,
          display_name TEXT NOT NULL,
          password_hash TEXT NOT NULL,
          role INTEGER NOT NULL,
          create_time INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX accounts_by_user ON accounts(user_id);
        """;

    // An identity is known by what the provider calls itself, not by what the settings call it.
    private const string Identities = """
        CREATE TABLE identities(
          identity_id TEXT PRIMARY KEY,
          issuer TEXT NOT NULL,
          subject TEXT NOT NULL,
          user_id TEXT NOT NULL,
          provider_id TEXT NOT NULL,
          display_name TEXT NOT NULL,
          create_time INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX identities_by_subject ON identities(issuer, subject);
        CREATE INDEX identities_by_user ON identities(user_id);
        CREATE TABLE sign_ins(
          flow_id TEXT PRIMARY KEY,
          code_hash TEXT NOT NULL,
          challenge TEXT NOT NULL,
          code_expire_time INTEGER NOT NULL,
          provider_id TEXT NOT NULL,
          issuer TEXT NOT NULL,
          subject TEXT NOT NULL,
          display_name TEXT NOT NULL,
          device_label TEXT NOT NULL,
          expire_time INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX sign_ins_by_expiry ON sign_ins(expire_time);
        """;

    public static readonly SqlMigrations Sqlite = new(Mark, [.. Steps(sql => sql)]);

    public static readonly SqlMigrations Postgres = new(Mark, [.. Steps(PostgresTables.From)]);

    private static IEnumerable<(int Version, string Sql)> Steps(Func<string, string> dialect) =>
        new[] { First, Ends, Keys, Accounts, Identities }.Select((sql, index) => (index + 1, dialect(sql)));
}
