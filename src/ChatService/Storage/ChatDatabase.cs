using GroupChat.Chat.Log;
using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Storage;
using Microsoft.Extensions.Logging;

namespace GroupChat.Chat.Storage;

/// <summary>chat.db, open, with the key of its cursors. A file that cannot be used ends the start of the program.</summary>
internal sealed class ChatDatabase : IDisposable
{
    public ChatDatabase(DataFolder folder, ILogger<ChatDatabase> logger)
    {
        Sql = SqliteDatabase.Open(folder.File(ChatSchema.FileName), ChatSchema.Migrations, logger: logger);
        // Part of the start, where waiting is what everybody does.
        Seal = Sql.WriteAsync(MetaRows.ReadSeal).GetAwaiter().GetResult();
    }

    public ISqlDatabase Sql { get; }

    public Seal Seal { get; }

    public void Dispose() => Sql.Dispose();
}
