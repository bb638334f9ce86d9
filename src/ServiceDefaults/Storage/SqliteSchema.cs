using System.Globalization;
using GroupChat.ServiceDefaults.Hosting;
using Microsoft.Data.Sqlite;

namespace GroupChat.ServiceDefaults.Storage;

/// <summary>Whose a database is and how old its tables are: read first, judged, then brought up to date in one transaction.</summary>
internal sealed record SqliteSchema(int ApplicationId, int Version, bool IsEmpty)
{
    public static SqliteSchema Read(SqliteConnection connection) => new(
        ReadInt(connection, "PRAGMA application_id"),
        ReadInt(connection, "PRAGMA user_version"),
        ReadInt(connection, "SELECT count(*) FROM sqlite_master") == 0);

    /// <exception cref="StartupError">Written by somebody else, or by a newer version of us.</exception>
    public void RefuseIfNotOurs(string path, SqlMigrations migrations)
    {
        var untouched = IsEmpty && ApplicationId == 0 && Version == 0;
        if (!untouched && ApplicationId != migrations.ApplicationId)
            throw DataErrors.Foreign(path, ApplicationId);
        if (Version > migrations.Newest)
            throw DataErrors.Newer(path, Version, migrations.Newest);
    }

    /// <exception cref="StartupError">A step failed; the file is as it was before.</exception>
    public void Upgrade(SqliteConnection connection, string path, SqlMigrations migrations)
    {
        if (Version == migrations.Newest && ApplicationId == migrations.ApplicationId)
            return;
        using var transaction = connection.BeginTransaction(deferred: false);
        foreach (var (version, sql) in migrations.Steps.Skip(Version))
            Step(connection, transaction, path, version, sql);
        Execute(connection, transaction, $"PRAGMA application_id = {Text(migrations.ApplicationId)}");
        Execute(connection, transaction, $"PRAGMA user_version = {Text(migrations.Newest)}");
        transaction.Commit();
    }

    private static void Step(SqliteConnection connection, SqliteTransaction transaction, string path, int version, string sql)
    {
        try
        {
            Execute(connection, transaction, sql);
        }
        catch (SqliteException error)
        {
            throw DataErrors.NotUpgraded(path, version, error);
        }
    }

    private static void Execute(SqliteConnection connection, SqliteTransaction transaction, string sql)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static int ReadInt(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
