using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>Events as rows, for whoever has a session.</summary>
internal static class SqliteEvents
{
    /// <summary>The end of a log that has events: every room's has.</summary>
    public static RoomHead Head(SqliteSession session, RoomRef room) => session.QuerySingle(
        "SELECT seq, message_seq FROM events WHERE room_key = ?1 ORDER BY seq DESC LIMIT 1",
        row => new RoomHead(room, row.GetInt64(0), row.GetInt64(1)),
        room.Key)!;

    public static List<StoredEvent> Read(SqliteSession session, RoomRef room, long after, LogLimit limit)
    {
        var events = new List<StoredEvent>();
        var bytes = 0L;
        session.Visit(
            "SELECT seq, payload FROM events WHERE room_key = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3",
            row =>
            {
                var payload = row.GetBlob(1);
                events.Add(new(row.GetInt64(0), payload));
                bytes += payload.Length;
                return bytes < limit.Bytes;
            },
            room.Key,
            after,
            limit.Events);
        return events;
    }
}
