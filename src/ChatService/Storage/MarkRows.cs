using GroupChat.Chat.Marks;
using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>
/// Marks as rows, for whoever has a session. A row says how far a member has come and how far the log has told; who never moved
/// has none. Values only rise, so a statement written blindly does no harm.
/// </summary>
internal static class MarkRows
{
    private const string Untold = "(k.delivered_seq > k.told_delivered OR k.read_seq > k.told_read)";

    private static readonly RowInsert Raise = new(
        "read_marks", ("room_key", "bigint"), ("user_id", "text"),
        ("delivered_seq", "bigint"), ("read_seq", "bigint"), ("told_delivered", "bigint"), ("told_read", "bigint"))
    { KeyColumns = 2 };

    /// <summary>Moves a mark forward; the room is not told yet.</summary>
    public static void Move(SqlSession session, long roomKey, UserId user, MarkMove move) =>
        session.Insert(Raise, roomKey, user.Value, move.Delivered, move.Read, 0L, 0L);

    /// <summary>What somebody wrote themselves is read by them; where marks are told, the message tells so.</summary>
    public static void Speak(SqlSession session, long roomKey, UserId author, long sequence, bool areTold)
    {
        var told = areTold ? sequence : 0;
        session.Insert(Raise, roomKey, author.Value, sequence, sequence, told, told);
    }

    /// <summary>Marks have come to where an event says; nothing is left to tell in the room.</summary>
    public static void Tell(SqlSession session, long roomKey, IReadOnlyList<ReadMark> marks)
    {
        foreach (var mark in marks)
            session.Insert(Raise, roomKey, mark.User.Value, mark.Delivered, mark.Read, mark.Delivered, mark.Read);
        ForgetUntold(session, roomKey);
    }

    /// <summary>Nowhere, for somebody who never moved.</summary>
    public static ReadMark Get(SqlSession session, long roomKey, UserId user) => session.QuerySingle(
        "SELECT delivered_seq, read_seq FROM read_marks WHERE room_key = ?1 AND user_id = ?2",
        row => new ReadMark(user, row.GetInt64(0), row.GetInt64(1)),
        roomKey,
        user.Value) ?? new(user, Delivered: 0, Read: 0);

    public static void Delete(SqlSession session, long roomKey, UserId user) =>
        session.Send("DELETE FROM read_marks WHERE room_key = ?1 AND user_id = ?2", roomKey, user.Value);

    /// <summary>Marks that moved since they were told last. For rooms that are told of marks, which have few members.</summary>
    public static List<ReadMark> ListUntold(SqlSession session, long roomKey) => session.Query(
        $"SELECT k.user_id, k.delivered_seq, k.read_seq FROM read_marks k WHERE k.room_key = ?1 AND {Untold} ORDER BY k.user_id",
        row => new ReadMark(new(row.GetString(0)), row.GetInt64(1), row.GetInt64(2)),
        roomKey);

    /// <summary>Something moved in this room that is not told in the same transaction.</summary>
    public static void KeepUntold(SqlSession session, long roomKey) =>
        session.Send("INSERT INTO untold_marks(room_key) VALUES (?1) ON CONFLICT DO NOTHING", roomKey);

    public static void ForgetUntold(SqlSession session, long roomKey) =>
        session.Send("DELETE FROM untold_marks WHERE room_key = ?1", roomKey);

    public static List<RoomId> ListUntoldRooms(SqlSession session) => session.Query(
        "SELECT r.room_id FROM untold_marks u JOIN rooms r ON r.room_key = u.room_key", row => new RoomId(row.GetString(0)));

    /// <summary>The room is not told of marks any more: should it be again, it is told all of them.</summary>
    public static void Hide(SqlSession session, long roomKey)
    {
        session.Send("UPDATE read_marks SET told_delivered = 0, told_read = 0 WHERE room_key = ?1", roomKey);
        ForgetUntold(session, roomKey);
    }

    public static List<ToldMark> ListTold(SqlSession session, long roomKey, long after, int limit) => session.Query(
        """
        SELECT m.user_id, k.told_delivered, k.told_read, m.join_seq
        FROM members m JOIN read_marks k ON k.room_key = m.room_key AND k.user_id = m.user_id
        WHERE m.room_key = ?1 AND m.join_seq > ?2 AND k.told_delivered > 0 ORDER BY m.join_seq LIMIT ?3
        """,
        row => new ToldMark(new(new(row.GetString(0)), row.GetInt64(1), row.GetInt64(2)), row.GetInt64(3)),
        roomKey,
        after,
        limit);
}
