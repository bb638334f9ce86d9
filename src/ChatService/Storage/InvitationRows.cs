using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>Open invitations as rows, for whoever has a session.</summary>
internal static class InvitationRows
{
    private const string Select =
        """
        SELECT r.room_id, r.room_key, r.epoch, r.display_name, i.user_id, i.display_name, i.kind,
            i.inviter_id, i.inviter_name, i.inviter_kind, i.create_time, i.seq
        FROM invitations i JOIN rooms r ON r.room_key = i.room_key
        """;

    public static int Count(SqlSession session, long roomKey) =>
        session.QuerySingle("SELECT count(*) FROM invitations WHERE room_key = ?1", row => row.GetInt32(0), roomKey);

    public static Invitation? Find(SqlSession session, long roomKey, UserId user) =>
        session.QuerySingle($"{Select} WHERE i.room_key = ?1 AND i.user_id = ?2", Read, roomKey, user.Value);

    /// <summary>In the order in which they were made.</summary>
    public static List<Invitation> ListOfRoom(SqlSession session, long roomKey, long after, int limit) => session.Query(
        $"{Select} WHERE i.room_key = ?1 AND i.seq > ?2 ORDER BY i.seq LIMIT ?3", Read, roomKey, after, limit);

    /// <summary>Newest first.</summary>
    public static List<Invitation> ListOfUser(SqlSession session, UserId user, InvitationPlace before, int limit) => session.Query(
        $"""
        {Select} WHERE i.user_id = ?1 AND (i.create_time < ?2 OR (i.create_time = ?2 AND i.room_key < ?3))
        ORDER BY i.create_time DESC, i.room_key DESC LIMIT ?4
        """,
        Read,
        user.Value,
        before.Milliseconds,
        before.RoomKey,
        limit);

    public static void Insert(SqlSession session, long roomKey, RoomEvent roomEvent, RoomChange.MemberInvited invited) => session.Send(
        """
        INSERT INTO invitations(room_key, seq, create_time, user_id, display_name, kind, inviter_id, inviter_name, inviter_kind)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        """,
        [
            roomKey, roomEvent.Sequence, roomEvent.CommitTime.ToUnixTimeMilliseconds(),
            .. invited.Participant.Columns(), .. invited.By.Columns(),
        ]);

    public static void Delete(SqlSession session, long roomKey, UserId user) =>
        session.Send("DELETE FROM invitations WHERE room_key = ?1 AND user_id = ?2", roomKey, user.Value);

    private static Invitation Read(SqlRow row) => new(
        row.GetRoom(0),
        row.GetString(3),
        row.GetParticipant(4),
        row.GetParticipant(7),
        row.GetTime(10),
        row.GetInt64(11));
}
