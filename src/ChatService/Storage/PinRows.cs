using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Pins;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>Pins as rows: few in a room.</summary>
internal static class PinRows
{
    /// <param name="session">Of the change.</param>
    /// <param name="roomEvent">The event.</param>
    /// <param name="pinned">What it changed.</param>
    public static void Add(SqlSession session, RoomEvent roomEvent, RoomChange.MessagePinned pinned) => session.Send(
        "INSERT INTO pins(room_key, seq, user_id, display_name, kind, pin_time, pin_seq) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        roomEvent.Room.Key,
        pinned.Message.Sequence,
        pinned.By.Id.Value,
        pinned.By.DisplayName,
        (int)pinned.By.Kind,
        roomEvent.CommitTime.ToUnixTimeMilliseconds(),
        roomEvent.Sequence);

    public static void Remove(SqlSession session, long roomKey, long message) =>
        session.Send("DELETE FROM pins WHERE room_key = ?1 AND seq = ?2", roomKey, message);

    public static bool Has(SqlSession session, long roomKey, MessageId message) => session.QuerySingle(
        "SELECT count(*) FROM pins WHERE room_key = ?1 AND seq = ?2", row => row.GetInt64(0), roomKey, message.Sequence) > 0;

    public static int Count(SqlSession session, long roomKey) =>
        (int)session.QuerySingle("SELECT count(*) FROM pins WHERE room_key = ?1", row => row.GetInt64(0), roomKey);

    /// <summary>The one pinned last comes first, from the one before an event on.</summary>
    public static Chunk<Pin> List(SqlSession session, IEventCodec codec, long roomKey, long before, int limit)
    {
        var pins = session.Query(
            """
            SELECT seq, user_id, display_name, kind, pin_time, pin_seq FROM pins
            WHERE room_key = ?1 AND pin_seq < ?2 ORDER BY pin_seq DESC LIMIT ?3
            """,
            row => (Message: row.GetInt64(0), By: row.GetParticipant(1), Time: row.GetTime(4), Sequence: row.GetInt64(5)),
            roomKey,
            before,
            limit + 1);
        var messages = MessageRows.ListAt(session, codec, roomKey, [.. pins.Select(pin => pin.Message)]);
        var found = pins.Where(pin => messages.ContainsKey(pin.Message))
            .Select(pin => new Pin(messages[pin.Message].Message, pin.By, pin.Time, pin.Sequence));
        return PageBytes.Cut(found, limit, pin => messages[pin.Message.Sequence].Bytes);
    }
}
