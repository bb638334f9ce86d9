using GroupChat.ServiceDefaults.Hosting;
using Npgsql;

namespace GroupChat.ServiceDefaults.Storage;

/// <summary>
/// Brings the tables of one kind up to date, in one transaction and under a lock, since several processes may start at once. Which
/// version is there stands in a table of its own, with a line for each kind of tables.
/// </summary>
internal static class PostgresSchema
{
    private const string Versions = "groupchat_schema";

    /// <exception cref="StartupError">Somebody else's tables, or those of a newer version of us, or a step failed. Nothing was changed.</exception>
    public static void Upgrade(PostgresConnections connections, SqlMigrations migrations, string setting)
    {
        try
        {
            using var session = connections.Open();
            session.TakeTime();
            session.Begin();
            session.Send("SET LOCAL statement_timeout = 0");
            session.QuerySingle("SELECT pg_advisory_xact_lock(?1)", row => row.GetValue(0), (long)migrations.ApplicationId);
            Upgrade(session, migrations, setting);
            session.Commit();
        }
        catch (NpgsqlException error)
        {
            throw PostgresErrors.Unusable(setting, error);
        }
    }

    private static void Upgrade(PostgresSession session, SqlMigrations migrations, string setting)
    {
        var database = session.QuerySingle("SELECT current_database()", row => row.GetString(0))!;
        var version = Version(session, migrations, setting, database);
        if (version > migrations.Newest)
            throw PostgresErrors.Newer(setting, database, version, migrations.Newest);
        if (version == migrations.Newest)
            return;
        foreach (var (step, sql) in migrations.Steps.Skip(version))
            Run(session, sql, step, setting, database);
        session.Send(
            $"INSERT INTO {Versions}(mark, version) VALUES (?1, ?2) ON CONFLICT (mark) DO UPDATE SET version = excluded.version",
            migrations.ApplicationId,
            migrations.Newest);
    }

    private static int Version(PostgresSession session, SqlMigrations migrations, string setting, string database)
    {
        // Two kinds of tables may come at once.
        session.QuerySingle("SELECT pg_advisory_xact_lock(?1)", row => row.GetValue(0), 0L);
        var tables = session.Query(
            "SELECT c.relname FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')",
            row => row.GetString(0));
        if (tables.Count > 0 && !tables.Contains(Versions))
            throw PostgresErrors.Foreign(setting, database);
        if (tables.Count == 0)
            session.Send($"CREATE TABLE {Versions}(mark integer PRIMARY KEY, version integer NOT NULL)");
        return session.QuerySingle($"SELECT version FROM {Versions} WHERE mark = ?1", row => row.GetInt32(0), migrations.ApplicationId);
    }

    private static void Run(PostgresSession session, string sql, int step, string setting, string database)
    {
        try
        {
            foreach (var statement in sql.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                session.Execute(statement);
        }
        catch (PostgresException error)
        {
            throw PostgresErrors.NotUpgraded(setting, database, step, error);
        }
    }
}
