using GroupChat.ServiceDefaults.Hosting;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace GroupChat.ServiceDefaults.Storage;

/// <summary>Why a file in the data folder cannot be used, in words for the person who started the program.</summary>
internal static class DataErrors
{
    private const string Setting = "Data";

    public static StartupError Damaged(string path, Exception? inner = null) => new(
        Setting, $"{path} is damaged or no database; it was left as it is. Restore it from a backup, or move it away to start anew", inner);

    public static StartupError Foreign(string path, int applicationId) => new(
        Setting, $"{path} belongs to another program (application id 0x{applicationId:x8}); it was left as it is. Choose another folder");

    public static StartupError Newer(string path, int version, int newest) => new(
        Setting, $"{path} was written by a newer version (schema {version}, this one knows {newest}); it was left as it is. Update GroupChat");

    public static StartupError NotUpgraded(string path, int version, Exception inner) => new(
        Setting, $"{path} could not be brought to schema {version} and is as it was before: {inner.Message}", inner);

    public static StartupError Unusable(string path, Exception inner) => inner is SqliteException sqlite
        ? sqlite.SqliteErrorCode switch
        {
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => Damaged(path, inner),
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new(Setting, $"{path} is in use by another process", inner),
            raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM => new(Setting, $"{path} is not writable", inner),
            _ => new(Setting, $"{path} cannot be used: {inner.Message}", inner),
        }
        : new(Setting, $"{path} cannot be used: {inner.Message}", inner);
}
