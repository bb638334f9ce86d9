using GroupChat.Chat.Marks;
using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>
/// What is unread. Each event says how many messages there were up to it, so the unread ones are a difference; the deleted ones
/// among them come from <see cref="GoneRows"/>. Nobody's own messages are among them: a post moves its author's mark.
/// </summary>
internal static class UnreadRows
{
    /// <summary>A member of a room, with the place after which things are unread to them.</summary>
    private const string Place =
        """
        SELECT r.room_key, r.room_id, m.user_id,
            CASE WHEN k.delivered_seq > m.join_seq THEN k.delivered_seq ELSE m.join_seq END AS delivered_seq,
            CASE WHEN k.read_seq > m.join_seq THEN k.read_seq ELSE m.join_seq END AS read_seq,
            CASE WHEN k.read_seq > m.join_seq AND k.read_seq >= r.first_seq THEN k.read_seq
                WHEN m.join_seq >= r.first_seq THEN m.join_seq ELSE r.first_seq - 1 END AS from_seq
        FROM members m JOIN rooms r ON r.room_key = m.room_key
        LEFT JOIN read_marks k ON k.room_key = m.room_key AND k.user_id = m.user_id
        """;

    // When retention has removed the event at the place itself, the oldest one left says how many messages there were before it.
    private const string Counts =
        $"""
        (SELECT e.message_no FROM events e WHERE e.room_key = r.room_key ORDER BY e.seq DESC LIMIT 1)
        - coalesce(
            (SELECT e.message_no FROM events e WHERE e.room_key = r.room_key AND e.seq <= p.from_seq ORDER BY e.seq DESC LIMIT 1),
            (SELECT e.message_no - CASE WHEN e.message_seq = e.seq THEN 1 ELSE 0 END
                FROM events e WHERE e.room_key = r.room_key ORDER BY e.seq LIMIT 1))
        - {GoneRows.After},
        (SELECT count(*) FROM mentions n WHERE n.room_key = r.room_key AND n.user_id = p.user_id AND n.seq > p.from_seq)
        """;

    private const string Select = $"SELECT {RoomRows.Columns}, p.user_id, p.delivered_seq, p.read_seq, {Counts}";

    public static RoomUnread? Find(SqlSession session, long roomKey, UserId reader) => session.QuerySingle(
        $"{Select} FROM ({Place} WHERE m.room_key = ?1 AND m.user_id = ?2) p JOIN rooms r ON r.room_key = p.room_key",
        Read,
        roomKey,
        reader.Value);

    // The page is cut out before anything is counted.
    public static List<RoomUnread> List(SqlSession session, UserId reader, RoomId? after, int limit) => session.Query(
        $"""
        {Select} FROM ({Place} WHERE m.user_id = ?1 AND r.room_id > ?2 ORDER BY r.room_id LIMIT ?3) p
        JOIN rooms r ON r.room_key = p.room_key ORDER BY r.room_id
        """,
        Read,
        reader.Value,
        after?.Value ?? "",
        limit);

    private static RoomUnread Read(SqlRow row) => new(
        RoomRows.Read(row),
        new ReadMark(new(row.GetString(RoomRows.ColumnCount)), row.GetInt64(RoomRows.ColumnCount + 1), row.GetInt64(RoomRows.ColumnCount + 2)),
        row.GetInt64(RoomRows.ColumnCount + 3),
        row.GetInt64(RoomRows.ColumnCount + 4));
}
