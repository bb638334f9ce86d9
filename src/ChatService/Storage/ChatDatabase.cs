using GroupChat.Chat.Log;
using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Storage;
using Microsoft.Extensions.Logging;

namespace GroupChat.Chat.Storage;

/// <summary>
/// The database of the chat, open, with the key of its cursors: chat.db in the data folder, or PostgreSQL where one is set. One that
/// cannot be used ends the start of the program.
/// </summary>
internal sealed class ChatDatabase : IDisposable
{
    public ChatDatabase(DataFolder folder, StorageOptions storage, ILogger<ChatDatabase> logger)
        : this(Open(folder, storage, logger), storage.Postgres.Length > 0)
    {
    }

    internal ChatDatabase(ISqlDatabase sql, bool isShared)
    {
        (Sql, IsShared) = (sql, isShared);
        // Part of the start, where waiting is what everybody does.
        Seal = Sql.WriteAsync(MetaRows.ReadSeal).GetAwaiter().GetResult();
    }

    public ISqlDatabase Sql { get; }

    /// <summary>Other processes may write to it as well.</summary>
    public bool IsShared { get; }

    public Seal Seal { get; }

    public static ISqlDatabase Open(DataFolder folder, StorageOptions storage, ILogger logger) => storage.Postgres.Length > 0
        ? PostgresDatabase.Open(storage.Postgres, ChatSchema.Postgres, StorageOptions.PostgresKey, logger: logger)
        : SqliteDatabase.Open(folder.File(ChatSchema.FileName), ChatSchema.Sqlite, logger: logger);

    public void Dispose() => Sql.Dispose();
}
