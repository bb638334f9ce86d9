using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>How ids and times look on disk: ids as 16 bytes that sort by their time, times as Unix milliseconds.</summary>
internal static class SqlValues
{
    public static byte[] ToBytes(Guid id) => id.ToByteArray(bigEndian: true);

    public static Guid GetId(this SqlRow row, int column) => new(row.GetBlob(column), bigEndian: true);

    public static DateTimeOffset GetTime(this SqlRow row, int column) =>
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    /// <summary>From three columns: id, name and kind.</summary>
    public static Participant GetParticipant(this SqlRow row, int first) =>
        new(new(row.GetString(first)), row.GetString(first + 1), (ParticipantKind)row.GetInt32(first + 2));

    /// <summary>From three columns: id, key and epoch.</summary>
    public static RoomRef GetRoom(this SqlRow row, int first) =>
        new(new(row.GetString(first)), row.GetInt64(first + 1), row.GetInt32(first + 2));

    public static TimeSpan GetSpan(this SqlRow row, int column) => TimeSpan.FromMilliseconds(row.GetInt64(column));
}
