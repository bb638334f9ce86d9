using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Storage;
using Microsoft.Data.Sqlite;

namespace GroupChat.Chat.Storage;

/// <summary>Rooms and members as rows, for whoever has a session.</summary>
internal static class SqliteRooms
{
    /// <summary>Newest sequence of the room in the enclosing statement: the end of the log itself, so that nothing can disagree with it.</summary>
    public const string Head = "coalesce((SELECT max(e.seq) FROM events e WHERE e.room_key = r.room_key), 0)";

    public const string Columns =
        "r.room_id, r.room_key, r.epoch, r.display_name, r.topic, r.visibility, r.create_time, r.creator_id, r.member_count, " + Head;

    private const string MemberColumns = "m.user_id, m.display_name, m.kind, m.role, m.join_time, m.join_seq";

    public static Room ReadRoom(SqliteDataReader row) => new(
        new RoomRef(new(row.GetString(0)), row.GetInt64(1), row.GetInt32(2)),
        row.GetString(3),
        row.GetString(4),
        (RoomVisibility)row.GetInt32(5),
        row.GetTime(6),
        new UserId(row.GetString(7)),
        HeadSequence: row.GetInt64(9),
        MemberCount: row.GetInt32(8));

    public static Room? FindRoom(SqliteSession session, RoomId room) =>
        session.QuerySingle($"SELECT {Columns} FROM rooms r WHERE r.room_id = ?1", ReadRoom, room.Value);

    public static Room GetRoom(SqliteSession session, long roomKey) =>
        session.QuerySingle($"SELECT {Columns} FROM rooms r WHERE r.room_key = ?1", ReadRoom, roomKey)!;

    public static Membership? FindMembership(SqliteSession session, RoomId room, UserId user) => session.QuerySingle(
        $"""
        SELECT r.room_id, r.room_key, r.epoch, {Head}, {MemberColumns}
        FROM rooms r LEFT JOIN members m ON m.room_key = r.room_key AND m.user_id = ?2 WHERE r.room_id = ?1
        """,
        row => new Membership(
            new RoomRef(new(row.GetString(0)), row.GetInt64(1), row.GetInt32(2)),
            row.GetInt64(3),
            row.IsDBNull(4) ? null : ReadMember(row, 4)),
        room.Value,
        user.Value);

    public static List<Member> ListMembers(SqliteSession session, long roomKey, long after, int limit) => session.Query(
        $"SELECT {MemberColumns} FROM members m WHERE m.room_key = ?1 AND m.join_seq > ?2 ORDER BY m.join_seq LIMIT ?3",
        row => ReadMember(row, 0),
        roomKey,
        after,
        limit);

    public static void AddMember(SqliteSession session, long roomKey, Member member)
    {
        session.Execute(
            """
            INSERT INTO members(room_key, user_id, display_name, kind, role, join_time, join_seq) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """,
            roomKey,
            member.Participant.Id.Value,
            member.Participant.DisplayName,
            (int)member.Participant.Kind,
            (int)member.Role,
            member.JoinTime.ToUnixTimeMilliseconds(),
            member.JoinSequence);
        session.Execute("UPDATE rooms SET member_count = member_count + 1 WHERE room_key = ?1", roomKey);
    }

    public static void RemoveMember(SqliteSession session, long roomKey, UserId user)
    {
        session.Execute("DELETE FROM members WHERE room_key = ?1 AND user_id = ?2", roomKey, user.Value);
        session.Execute("UPDATE rooms SET member_count = member_count - 1 WHERE room_key = ?1", roomKey);
    }

    private static Member ReadMember(SqliteDataReader row, int first) => new(
        new Participant(new(row.GetString(first)), row.GetString(first + 1), (ParticipantKind)row.GetInt32(first + 2)),
        (MemberRole)row.GetInt32(first + 3),
        row.GetTime(first + 4),
        row.GetInt64(first + 5));
}
