using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>Lists of rooms by id. A page costs its own length, however many rooms the viewer cannot see.</summary>
internal static class RoomListRows
{
    private const string Joined =
        """
        SELECT r.room_key, r.room_id FROM members m JOIN rooms r ON r.room_key = m.room_key
        WHERE m.user_id = ?4 AND r.room_id > ?1 AND (?3 = 0 OR r.visibility = ?3) ORDER BY r.room_id LIMIT ?2
        """;

    private const string Public =
        "SELECT r.room_key, r.room_id FROM rooms r WHERE r.visibility = 1 AND ?3 IN (0, 1) AND r.room_id > ?1 ORDER BY r.room_id LIMIT ?2";

    private const string All =
        "SELECT r.room_key, r.room_id FROM rooms r WHERE (?3 = 0 OR r.visibility = ?3) AND r.room_id > ?1 ORDER BY r.room_id LIMIT ?2";

    public static List<Room> List(SqlSession session, string after, int limit, RoomFilter filter)
    {
        var visibility = (int)(filter.Visibility ?? 0);
        object?[] args = filter.Viewer is { } viewer ? [after, limit, visibility, viewer.Value] : [after, limit, visibility];
        return session.Query(
            $"SELECT {RoomRows.Columns} FROM ({Keys(filter)}) k JOIN rooms r ON r.room_key = k.room_key ORDER BY r.room_id LIMIT ?2",
            RoomRows.Read,
            args);
    }

    private static string Keys(RoomFilter filter) => filter switch
    {
        { Viewer: null } => All,
        { JoinedOnly: true } => Joined,
        _ => $"SELECT * FROM ({Joined}) a UNION SELECT * FROM ({Public}) b",
    };
}
