using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>Events as rows, for whoever has a session.</summary>
internal static class EventRows
{
    private static readonly RowInsert Row = new(
        "events", ("room_key", "bigint"), ("seq", "bigint"), ("message_seq", "bigint"), ("message_no", "bigint"), ("payload", "bytea"));

    public static void Insert(SqlSession session, RoomState state, byte[] payload) => session.Insert(
        Row,
        state.Ref.Key,
        state.Head,
        state.LastMessage,
        state.MessageCount,
        payload);

    /// <summary>The newest sequence of a log: every room's has one.</summary>
    public static long Head(SqlSession session, RoomRef room) =>
        session.QuerySingle("SELECT max(seq) FROM events WHERE room_key = ?1", row => row.GetInt64(0), room.Key);

    public static byte[]? Find(SqlSession session, long roomKey, long sequence) => session.QuerySingle(
        "SELECT payload FROM events WHERE room_key = ?1 AND seq = ?2", row => row.GetBlob(0), roomKey, sequence);

    public static List<StoredEvent> Read(SqlSession session, RoomRef room, long after, LogLimit limit)
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
