using GroupChat.Chat.Flags;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>Flags as rows.</summary>
internal static class FlagRows
{
    private const string Select =
        """
        SELECT flag_id, message_id, user_id, display_name, kind, reason, note, create_time, state,
            resolver_id, resolver_name, resolver_kind, resolve_time
        FROM flags
        """;

    /// <summary>Nothing when the same member had flagged the message before.</summary>
    public static void Insert(SqlSession session, long roomKey, Flag flag) => session.Send(
        """
        INSERT INTO flags(room_key, flag_id, seq, message_id, user_id, display_name, kind, reason, note, create_time, state)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) ON CONFLICT DO NOTHING
        """,
        roomKey,
        SqlValues.ToBytes(flag.Id),
        flag.Target.Sequence,
        SqlValues.ToBytes(flag.Target.Value),
        flag.FlaggedBy.Id.Value,
        flag.FlaggedBy.DisplayName,
        (int)flag.FlaggedBy.Kind,
        (int)flag.Reason,
        flag.Note,
        flag.CreateTime.ToUnixTimeMilliseconds(),
        (int)flag.State);

    public static Flag? Find(SqlSession session, long roomKey, Guid flag) =>
        session.QuerySingle(Select + " WHERE room_key = ?1 AND flag_id = ?2", Read, roomKey, SqlValues.ToBytes(flag));

    /// <summary>The flag of a member about a message.</summary>
    public static Flag? Find(SqlSession session, long roomKey, MessageId message, UserId user) => session.QuerySingle(
        Select + " WHERE room_key = ?1 AND seq = ?2 AND user_id = ?3", Read, roomKey, message.Sequence, user.Value);

    public static List<Flag> List(SqlSession session, long roomKey, Guid after, bool includeResolved, int limit) => session.Query(
        Select + " WHERE room_key = ?1 AND flag_id > ?2 AND (?3 = 1 OR state = ?4) ORDER BY flag_id LIMIT ?5",
        Read,
        roomKey,
        SqlValues.ToBytes(after),
        includeResolved ? 1 : 0,
        (int)FlagState.Open,
        limit);

    /// <summary>Resolves the open flags of a message.</summary>
    public static void Resolve(
        SqlSession session, long roomKey, MessageId message, FlagState state, Participant by, DateTimeOffset now) => session.Send(
        """
        UPDATE flags SET state = ?3, resolver_id = ?4, resolver_name = ?5, resolver_kind = ?6, resolve_time = ?7
        WHERE room_key = ?1 AND seq = ?2 AND state = ?8
        """,
        roomKey,
        message.Sequence,
        (int)state,
        by.Id.Value,
        by.DisplayName,
        (int)by.Kind,
        now.ToUnixTimeMilliseconds(),
        (int)FlagState.Open);

    private static Flag Read(SqlRow row) => new(
        row.GetId(0), new MessageId(row.GetId(1)), row.GetParticipant(2), (FlagReason)row.GetInt32(5), row.GetString(6), row.GetTime(7))
    {
        State = (FlagState)row.GetInt32(8),
        ResolvedBy = row.IsNull(9) ? null : row.GetParticipant(9),
        ResolveTime = row.IsNull(12) ? null : row.GetTime(12),
    };
}
