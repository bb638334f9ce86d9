using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Storage;
using Microsoft.Extensions.Logging;

namespace GroupChat.Agents.Storage;

/// <summary>The database of agents, open: agents.db in the data folder, or PostgreSQL where one is set.</summary>
internal sealed class AgentDatabase : IDisposable
{
    private static readonly PostgresOptions Small = new() { Readers = 2 };

    public AgentDatabase(DataFolder folder, StorageOptions storage, ILogger<AgentDatabase> logger)
    {
        IsShared = storage.Postgres.Length > 0;
        Sql = IsShared
            ? PostgresDatabase.Open(storage.Postgres, AgentSchema.Postgres, StorageOptions.PostgresKey, Small, logger)
            : SqliteDatabase.Open(folder.File(AgentSchema.FileName), AgentSchema.Sqlite, logger: logger);
    }

    public ISqlDatabase Sql { get; }

    /// <summary>Other processes may change agents as well.</summary>
    public bool IsShared { get; }

    public void Dispose() => Sql.Dispose();
}
