using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>Members as rows, for whoever has a session.</summary>
internal static class MemberRows
{
    private const string Columns = "m.user_id, m.display_name, m.kind, m.role, m.join_time, m.join_seq, m.muted_until, m.speaking";

    public static Member? Find(SqlSession session, long roomKey, UserId user) => session.QuerySingle(
        $"SELECT {Columns} FROM members m WHERE m.room_key = ?1 AND m.user_id = ?2", row => Read(row, 0), roomKey, user.Value);

    public static Membership? FindMembership(SqlSession session, RoomId room, UserId user) => session.QuerySingle(
        $"""
        SELECT r.room_id, r.room_key, r.epoch, {RoomRows.Head}, r.visibility, i.user_id, {Columns}
        FROM rooms r LEFT JOIN members m ON m.room_key = r.room_key AND m.user_id = ?2
        LEFT JOIN invitations i ON i.room_key = r.room_key AND i.user_id = ?2 WHERE r.room_id = ?1
        """,
        row =>
        {
            var member = row.IsNull(6) ? null : Read(row, 6);
            var isVisible = RoomPolicy.IsVisible((RoomVisibility)row.GetInt32(4), member is not null, isInvited: !row.IsNull(5));
            return new Membership(row.GetRoom(0), row.GetInt64(3), member, isVisible);
        },
        room.Value,
        user.Value);

    public static bool HasOtherPeople(SqlSession session, long roomKey, UserId than, MemberRole? role) => session.TryQuerySingle(
        "SELECT 1 FROM members WHERE room_key = ?1 AND user_id <> ?2 AND kind = ?3 AND (?4 = 0 OR role = ?4) LIMIT 1",
        row => row.GetInt32(0),
        out _,
        roomKey,
        than.Value,
        (int)ParticipantKind.Human,
        (int)(role ?? 0));

    /// <summary>The name under which somebody joined a room last.</summary>
    public static string? FindName(SqlSession session, UserId user) => session.QuerySingle(
        "SELECT display_name FROM members WHERE user_id = ?1 ORDER BY join_time DESC LIMIT 1", row => row.GetString(0), user.Value);

    public static List<Member> List(SqlSession session, long roomKey, long after, int limit) => session.Query(
        $"SELECT {Columns} FROM members m WHERE m.room_key = ?1 AND m.join_seq > ?2 ORDER BY m.join_seq LIMIT ?3",
        row => Read(row, 0),
        roomKey,
        after,
        limit);

    /// <summary>In the order they joined.</summary>
    public static List<Member> ListAgents(SqlSession session, long roomKey) => session.Query(
        $"SELECT {Columns} FROM members m WHERE m.room_key = ?1 AND m.kind = ?2 ORDER BY m.join_seq",
        row => Read(row, 0),
        roomKey,
        (int)ParticipantKind.Agent);

    public static void Insert(SqlSession session, long roomKey, Member member) => session.Send(
        """
        INSERT INTO members(room_key, user_id, display_name, kind, role, muted_until, join_time, join_seq, speaking)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        """,
        roomKey,
        member.Participant.Id.Value,
        member.Participant.DisplayName,
        (int)member.Participant.Kind,
        (int)member.Role,
        member.MutedUntil?.ToUnixTimeMilliseconds(),
        member.JoinTime.ToUnixTimeMilliseconds(),
        member.JoinSequence,
        (int)member.Speaking);

    /// <summary>Everything but when they joined.</summary>
    public static void Update(SqlSession session, long roomKey, Member member) => session.Send(
        "UPDATE members SET display_name = ?3, kind = ?4, role = ?5, muted_until = ?6, speaking = ?7 WHERE room_key = ?1 AND user_id = ?2",
        roomKey,
        member.Participant.Id.Value,
        member.Participant.DisplayName,
        (int)member.Participant.Kind,
        (int)member.Role,
        member.MutedUntil?.ToUnixTimeMilliseconds(),
        (int)member.Speaking);

    public static void Delete(SqlSession session, long roomKey, UserId user) =>
        session.Send("DELETE FROM members WHERE room_key = ?1 AND user_id = ?2", roomKey, user.Value);

    private static Member Read(SqlRow row, int first) => new(
        row.GetParticipant(first),
        (MemberRole)row.GetInt32(first + 3),
        row.GetTime(first + 4),
        row.GetInt64(first + 5))
    {
        MutedUntil = row.IsNull(first + 6) ? null : row.GetTime(first + 6),
        Speaking = (SpeakingPolicy)row.GetInt32(first + 7),
    };
}
