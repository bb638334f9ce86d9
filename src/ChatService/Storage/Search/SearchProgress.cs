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
        WHERE b.head > b.indexed_seq
        """,
        row => new Backlog(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)));

    /// <summary>By room, for logs that it has followed at all.</summary>
    public static Dictionary<long, long> Indexed(SqlSession session)
    {
        var indexed = new Dictionary<long, long>();
        session.Visit("SELECT room_key, indexed_seq FROM search_rooms", row => indexed.TryAdd(row.GetInt64(0), row.GetInt64(1)));
        return indexed;
    }

    /// <summary>False when somebody else has moved it.</summary>
    public static bool Move(SqlSession session, long room, long from, long to) => from == 0
        ? session.Execute(
            "INSERT INTO search_rooms(room_key, indexed_seq) VALUES (?1, ?2) ON CONFLICT (room_key) DO NOTHING", room, to) == 1
        : session.Execute(
            "UPDATE search_rooms SET indexed_seq = ?3 WHERE room_key = ?1 AND indexed_seq = ?2", room, from, to) == 1;
}
