using Microsoft.Data.Sqlite;

namespace GroupChat.Chat.Storage;

/// <summary>How ids and times look on disk: ids as 16 bytes that sort by their time, times as Unix milliseconds.</summary>
internal static class SqliteIds
{
    public static byte[] ToBytes(Guid id) => id.ToByteArray(bigEndian: true);

    public static Guid GetId(this SqliteDataReader row, int column) => new(row.GetFieldValue<byte[]>(column), bigEndian: true);

    public static byte[] GetBlob(this SqliteDataReader row, int column) => row.GetFieldValue<byte[]>(column);

    public static DateTimeOffset GetTime(this SqliteDataReader row, int column) =>
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}
