using GroupChat.ServiceDefaults.Hosting;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace GroupChat.ServiceDefaults.Storage;

/// <summary>
/// Opens database files. A file that is damaged, newer than this program or somebody else's is looked at and closed again
/// without a byte changed in it; only then does the first writing pragma run.
/// </summary>
internal static class SqliteOpener
{
    public const int BusyMilliseconds = 5000;

    private const int NoCheckpointOnClose = 1006; // SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE

    private const string ForEveryone = "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -4000; ";

    /// <exception cref="StartupError">Names the setting <c>Data</c>.</exception>
    public static SqliteSession OpenWriter(string path, SqlMigrations migrations)
    {
        NativeSqlite.EnsureLoaded();
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            SqliteFile.CheckHeader(path);
            return OpenChecked(path, migrations);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw DataErrors.Unusable(path, error);
        }
    }

    public static SqliteSession OpenReader(string path)
    {
        var connection = Connect(path, SqliteOpenMode.ReadWrite);
        Run(connection, ForEveryone + "PRAGMA query_only = ON;");
        return new SqliteSession(connection);
    }

    private static SqliteSession OpenChecked(string path, SqlMigrations migrations)
    {
        var hadWal = File.Exists(path + "-wal");
        var connection = Connect(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            // Without this, closing would already write the log of a file that is not ours into it.
            Configure(connection, NoCheckpointOnClose, on: 1);
            var schema = SqliteSchema.Read(connection);
            schema.RefuseIfNotOurs(path, migrations);
            Configure(connection, NoCheckpointOnClose, on: 0);
            Run(connection, "PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; " + ForEveryone);
            schema.Upgrade(connection, path, migrations);
            return new SqliteSession(connection);
        }
        catch
        {
            connection.Dispose();
            if (!hadWal)
                SqliteFile.RemoveEmptyWal(path);
            throw;
        }
    }

    private static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = 1, // the driver's own retries, in steps of 150 ms; SQLite waits better
        }.ToString());
        connection.Open();
        raw.sqlite3_busy_timeout(connection.Handle, BusyMilliseconds);
        return connection;
    }

    private static void Configure(SqliteConnection connection, int option, int on) =>
        SqliteException.ThrowExceptionForRC(raw.sqlite3_db_config(connection.Handle, option, on, out _), connection.Handle);

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
