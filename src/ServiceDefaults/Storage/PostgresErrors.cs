using GroupChat.ServiceDefaults.Hosting;
using Npgsql;

namespace GroupChat.ServiceDefaults.Storage;

/// <summary>Why a PostgreSQL database cannot be used, in words for the person who started the program. Never with the password.</summary>
internal static class PostgresErrors
{
    public static StartupError NotAConnectionString(string setting, Exception inner) => new(
        setting, "is no connection string; write Host=db.example.org;Port=5432;Database=groupchat;Username=groupchat;Password=...", inner);

    public static StartupError Foreign(string setting, string database) => new(
        setting, $"the database \"{database}\" holds tables of another program; they were left as they are. Choose an empty database");

    public static StartupError Newer(string setting, string database, int version, int newest) => new(
        setting,
        $"the database \"{database}\" was written by a newer version (schema {version}, this one knows {newest}); it was left as it is. Update GroupChat");

    public static StartupError NotUpgraded(string setting, string database, int version, Exception inner) => new(
        setting, $"the database \"{database}\" could not be brought to schema {version} and is as it was before: {inner.Message}", inner);

    public static StartupError Unusable(string setting, Exception inner) => new(
        setting,
        inner is PostgresException server
            ? $"the PostgreSQL server refused: {server.MessageText}"
            : $"the PostgreSQL server cannot be reached: {(inner.InnerException ?? inner).Message}",
        inner);
}
