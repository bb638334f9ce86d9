using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>What those who left have to expect when they return.</summary>
internal static class RestraintRows
{
    public static Restraint? Find(SqlSession session, long roomKey, UserId user) => session.QuerySingle(
        "SELECT muted_until, role FROM restraints WHERE room_key = ?1 AND user_id = ?2",
        row => new Restraint(row.IsNull(0) ? null : row.GetTime(0), (MemberRole)row.GetInt32(1) == MemberRole.Guest),
        roomKey,
        user.Value);

    /// <summary>Before the member's row is deleted.</summary>
    public static void Keep(SqlSession session, long roomKey, UserId user) => session.Send(
        """
        INSERT INTO restraints(room_key, user_id, muted_until, role)
        SELECT room_key, user_id, muted_until, role FROM members
        WHERE room_key = ?1 AND user_id = ?2 AND (muted_until IS NOT NULL OR role = ?3)
        ON CONFLICT (room_key, user_id) DO UPDATE SET muted_until = excluded.muted_until, role = excluded.role
        """,
        roomKey,
        user.Value,
        (int)MemberRole.Guest);

    public static void Delete(SqlSession session, long roomKey, UserId user) =>
        session.Send("DELETE FROM restraints WHERE room_key = ?1 AND user_id = ?2", roomKey, user.Value);
}
