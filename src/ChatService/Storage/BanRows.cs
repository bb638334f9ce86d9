using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>Bans as rows, for whoever has a session. One that has expired stays until the person joins or is banned again.</summary>
internal static class BanRows
{
    private const string Select =
        """
        SELECT b.user_id, b.display_name, b.kind, b.banner_id, b.banner_name, b.banner_kind, b.reason, b.create_time, b.expire_time
        FROM bans b
        """;

    public static Ban? Find(SqlSession session, long roomKey, UserId user) =>
        session.QuerySingle($"{Select} WHERE b.room_key = ?1 AND b.user_id = ?2", Read, roomKey, user.Value);

    /// <summary>Those that hold, by user id.</summary>
    public static List<Ban> List(SqlSession session, long roomKey, DateTimeOffset now, string after, int limit) => session.Query(
        $"""
        {Select} WHERE b.room_key = ?1 AND b.user_id > ?2 AND (b.expire_time IS NULL OR b.expire_time > ?3)
        ORDER BY b.user_id LIMIT ?4
        """,
        Read,
        roomKey,
        after,
        now.ToUnixTimeMilliseconds(),
        limit);

    public static void Set(SqlSession session, long roomKey, Ban ban) => session.Send(
        """
        INSERT INTO bans(room_key, reason, create_time, expire_time, user_id, display_name, kind, banner_id, banner_name, banner_kind)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        ON CONFLICT (room_key, user_id) DO UPDATE SET reason = excluded.reason, create_time = excluded.create_time,
            expire_time = excluded.expire_time, display_name = excluded.display_name, kind = excluded.kind,
            banner_id = excluded.banner_id, banner_name = excluded.banner_name, banner_kind = excluded.banner_kind
        """,
        [
            roomKey, ban.Reason, ban.CreateTime.ToUnixTimeMilliseconds(), ban.ExpireTime?.ToUnixTimeMilliseconds(),
            .. ban.Participant.Columns(), .. ban.BannedBy.Columns(),
        ]);

    public static void Delete(SqlSession session, long roomKey, UserId user) =>
        session.Send("DELETE FROM bans WHERE room_key = ?1 AND user_id = ?2", roomKey, user.Value);

    private static Ban Read(SqlRow row) => new(
        row.GetParticipant(0),
        row.GetParticipant(3),
        row.GetString(6),
        row.GetTime(7),
        row.IsNull(8) ? null : row.GetTime(8));
}
