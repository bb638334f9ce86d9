using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Gateway.Sessions.Storage;

/// <summary>
/// The database of sessions and of the keys of their tokens, open: sessions.db in the data folder, or PostgreSQL where one is set,
/// so that a token of one server is good at all of them.
/// </summary>
internal sealed class SessionDatabase : IDisposable
{
    private static readonly PostgresOptions Small = new() { Readers = 2 };

    public SessionDatabase(DataFolder folder, StorageOptions storage, ILogger<SessionDatabase> logger)
    {
        IsShared = storage.Postgres.Length > 0;
        Sql = IsShared
            ? PostgresDatabase.Open(storage.Postgres, SessionSchema.Postgres, StorageOptions.PostgresKey, Small, logger)
            : SqliteDatabase.Open(folder.File(SessionSchema.FileName), SessionSchema.Sqlite, logger: logger);
        if (IsShared)
            Sql.PrepareBatches(RowLocks.Take);
    }

    public ISqlDatabase Sql { get; }

    /// <summary>Other processes may change sessions as well.</summary>
    public bool IsShared { get; }

    public void Dispose() => Sql.Dispose();
}
