using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>When people posted last in rooms with slow mode; other rooms pay nothing for it.</summary>
internal static class LastPostRows
{
    public static DateTimeOffset? Find(SqlSession session, long roomKey, UserId user) => session.TryQuerySingle(
        "SELECT post_time FROM last_posts WHERE room_key = ?1 AND user_id = ?2", row => row.GetTime(0), out var time, roomKey, user.Value)
        ? time
        : null;

    public static void Set(SqlSession session, long roomKey, UserId user, DateTimeOffset time) => session.Send(
        """
        INSERT INTO last_posts(room_key, user_id, post_time) VALUES (?1, ?2, ?3)
        ON CONFLICT (room_key, user_id) DO UPDATE SET post_time = excluded.post_time
        """,
        roomKey,
        user.Value,
        time.ToUnixTimeMilliseconds());

    public static void Clear(SqlSession session, long roomKey) =>
        session.Send("DELETE FROM last_posts WHERE room_key = ?1", roomKey);
}
