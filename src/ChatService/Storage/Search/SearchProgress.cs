using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage.Search;

/// <summary>How far the index has followed the logs, and what it has to catch up with.</summary>
internal static class SearchProgress
{
    /// <summary>Logs that go on beyond what is indexed.</summary>
    public static List<Backlog> Behind(SqlSession session) => session.Query(
        """
        SELECT b.room_key, b.indexed_seq, b.head FROM (
            SELECT r.room_key AS room_key, coalesce(s.indexed_seq, 0) AS indexed_seq,
                coalesce((SELECT max(e.seq) FROM events e WHERE e.room_key = r.room_key), 0) AS head
            FROM rooms r LEFT JOIN search_rooms s ON s.room_key = r.room_key) b
        WHERE b.head > b.indexed_seq ORDER BY b.room_key
        """,
        row => new Backlog(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)));

    /// <summary>By room, for logs that it has followed at all.</summary>
    public static Dictionary<long, long> Indexed(SqlSession session)
    {
        var indexed = new Dictionary<long, long>();
        session.Visit("SELECT room_key, indexed_seq FROM search_rooms", row => indexed.TryAdd(row.GetInt64(0), row.GetInt64(1)));
        return indexed;
    }

    public static void Move(SqlSession session, long room, long indexed) => session.Send(
        """
        INSERT INTO search_rooms(room_key, indexed_seq) VALUES (?1, ?2)
        ON CONFLICT (room_key) DO UPDATE SET indexed_seq = excluded.indexed_seq
        """,
        room,
        indexed);
}
