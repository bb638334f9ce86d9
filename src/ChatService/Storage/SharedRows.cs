using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>The statements that PostgreSQL alone needs, since SQLite's one writer has nobody to wait for.</summary>
internal static class SharedRows
{
    // What FOR UPDATE returns is the row as it is once the lock is held, however long that took; a subquery would be older.
    private const string LockRooms =
        $"""
        SELECT {RoomRows.OwnColumns}, r.head_seq, r.state_seq, r.message_seq, r.message_no FROM rooms r
        WHERE r.room_id = ANY(?1) ORDER BY r.room_key FOR NO KEY UPDATE
        """;

    private const string MoveHeadsOf =
        """
        UPDATE rooms r SET head_seq = k.head, message_seq = k.message, message_no = k.number
        FROM unnest(?1, ?2, ?3, ?4) AS k(room, head, message, number) WHERE r.room_key = k.room
        """;

    private const string SendsOf =
        """
        SELECT s.room_key, s.author_id, s.client_message_id, s.seq FROM unnest(?1, ?2, ?3) AS k(id, room, author)
        JOIN sends s ON s.client_message_id = k.id AND s.room_key = k.room AND s.author_id = k.author
        """;

    public static List<RoomState> Lock(SqlSession session, IReadOnlyList<RoomId> rooms, RoomCache cache) => session.Query(
        LockRooms, row => RoomRows.ReadState(row, cache), [rooms.Select(room => room.Value).ToArray()]);

    public static void MoveHeads(SqlSession session, IReadOnlyList<RoomState> rooms) => session.Send(
        MoveHeadsOf,
        rooms.Select(room => room.Ref.Key).ToArray(),
        rooms.Select(room => room.Head).ToArray(),
        rooms.Select(room => room.LastMessage).ToArray(),
        rooms.Select(room => room.MessageCount).ToArray());

    public static List<(long Room, SendKey Key, long Sequence)> FindSends(SqlSession session, IReadOnlyList<(long Room, SendKey Key)> keys) =>
        session.Query(
            SendsOf,
            row => (row.GetInt64(0), new SendKey(new UserId(row.GetString(1)), row.GetString(2)), row.GetInt64(3)),
            keys.Select(key => key.Key.ClientMessageId).ToArray(),
            keys.Select(key => key.Room).ToArray(),
            keys.Select(key => key.Key.Author.Value).ToArray());
}
