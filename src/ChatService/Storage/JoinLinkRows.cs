using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>Join links as rows. They are no part of any log; changed only with their room locked, so that uses are counted exactly.</summary>
internal static class JoinLinkRows
{
    private const string Select =
        """
        SELECT l.link_id, l.creator_id, l.creator_name, l.creator_kind, l.create_time, l.expire_time, l.max_uses, l.use_count
        FROM join_links l
        """;

    public static JoinLink? Find(SqlSession session, long roomKey, byte[] tokenHash) =>
        session.QuerySingle($"{Select} WHERE l.room_key = ?1 AND l.token_hash = ?2", Read, roomKey, tokenHash);

    /// <summary>Ids rise with time.</summary>
    public static List<JoinLink> List(SqlSession session, long roomKey) =>
        session.Query($"{Select} WHERE l.room_key = ?1 ORDER BY l.link_id", Read, roomKey);

    public static void Insert(SqlSession session, long roomKey, JoinLink link, byte[] tokenHash) => session.Send(
        """
        INSERT INTO join_links(room_key, link_id, token_hash, create_time, expire_time, max_uses, use_count,
            creator_id, creator_name, creator_kind)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        """,
        [
            roomKey, SqlValues.ToBytes(link.Id), tokenHash, link.CreateTime.ToUnixTimeMilliseconds(),
            link.ExpireTime.ToUnixTimeMilliseconds(), link.MaxUses, link.UseCount, .. link.CreatedBy.Columns(),
        ]);

    public static void CountUse(SqlSession session, long roomKey, Guid link) => session.Send(
        "UPDATE join_links SET use_count = use_count + 1 WHERE room_key = ?1 AND link_id = ?2", roomKey, SqlValues.ToBytes(link));

    public static void Delete(SqlSession session, long roomKey, Guid link) =>
        session.Send("DELETE FROM join_links WHERE room_key = ?1 AND link_id = ?2", roomKey, SqlValues.ToBytes(link));

    private static JoinLink Read(SqlRow row) => new(
        row.GetId(0), row.GetParticipant(1), row.GetTime(4), row.GetTime(5), row.GetInt32(6), row.GetInt32(7));
}
