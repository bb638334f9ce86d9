using GroupChat.ServiceDefaults.Storage;
using GroupChat.TestSupport;
using Microsoft.Data.Sqlite;

namespace GroupChat.ServiceDefaults.Tests.Storage;

/// <summary>Database files as others leave them, written past our own code.</summary>
internal static class RawSqlite
{
    public static SqliteConnection Connect(string path)
    {
        NativeSqlite.EnsureLoaded();
        var connection = new SqliteConnection($"Data Source={path};Pooling=False;Default Timeout=1");
        connection.Open();
        return connection;
    }

    public static void Run(string path, string sql)
    {
        using var connection = Connect(path);
        Run(connection, sql);
    }

    public static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The file as a killed process leaves it: what was written last is in the write-ahead log only.</summary>
    public static void RunAndBeKilled(string path, string sql)
    {
        using var elsewhere = new TempFolder();
        var original = elsewhere.File("original.db");
        using var connection = Connect(original);
        Run(connection, "PRAGMA journal_mode = WAL; CREATE TABLE early(id);");
        Run(connection, sql);
        File.Copy(original, path);
        File.Copy(original + "-wal", path + "-wal");
    }
}
