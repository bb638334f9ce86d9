using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Reactions;
using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>Reactions as rows, and how many there are of each kind: a page of messages reads the kinds only.</summary>
internal static class ReactionRows
{
    /// <param name="session">Of the change.</param>
    /// <param name="roomEvent">The event.</param>
    /// <param name="added">What it changed.</param>
    public static void Add(SqlSession session, RoomEvent roomEvent, RoomChange.ReactionAdded added)
    {
        session.Send(
            """
            INSERT INTO reactions(room_key, seq, emoji, user_id, display_name, kind, add_time, add_seq)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            """,
            roomEvent.Room.Key,
            added.Message.Sequence,
            added.Emoji,
            added.By.Id.Value,
            added.By.DisplayName,
            (int)added.By.Kind,
            roomEvent.CommitTime.ToUnixTimeMilliseconds(),
            roomEvent.Sequence);
        session.Send(
            """
            INSERT INTO reaction_kinds(room_key, seq, emoji, users, first_seq) VALUES (?1, ?2, ?3, 1, ?4)
            ON CONFLICT (room_key, seq, emoji) DO UPDATE SET users = reaction_kinds.users + 1
            """,
            roomEvent.Room.Key,
            added.Message.Sequence,
            added.Emoji,
            roomEvent.Sequence);
    }

    public static void Remove(SqlSession session, long roomKey, RoomChange.ReactionRemoved removed)
    {
        var (message, emoji) = (removed.Message.Sequence, removed.Emoji);
        session.Send(
            "DELETE FROM reactions WHERE room_key = ?1 AND seq = ?2 AND emoji = ?3 AND user_id = ?4", roomKey, message, emoji, removed.By.Id.Value);
        session.Send(
            "UPDATE reaction_kinds SET users = users - 1 WHERE room_key = ?1 AND seq = ?2 AND emoji = ?3", roomKey, message, emoji);
        session.Send(
            "DELETE FROM reaction_kinds WHERE room_key = ?1 AND seq = ?2 AND emoji = ?3 AND users = 0", roomKey, message, emoji);
    }

    /// <summary>All reactions to a message.</summary>
    public static void Clear(SqlSession session, long roomKey, long message)
    {
        session.Send("DELETE FROM reactions WHERE room_key = ?1 AND seq = ?2", roomKey, message);
        session.Send("DELETE FROM reaction_kinds WHERE room_key = ?1 AND seq = ?2", roomKey, message);
    }

    public static ReactionState State(SqlSession session, long roomKey, MessageId message, string emoji, UserId user) => session.QuerySingle(
        """
        SELECT
            (SELECT count(*) FROM reaction_kinds WHERE room_key = ?1 AND seq = ?2),
            (SELECT count(*) FROM reaction_kinds WHERE room_key = ?1 AND seq = ?2 AND emoji = ?3),
            (SELECT count(*) FROM reactions WHERE room_key = ?1 AND seq = ?2 AND emoji = ?3 AND user_id = ?4)
        """,
        row => new ReactionState((int)row.GetInt64(0), row.GetInt64(1) > 0, row.GetInt64(2) > 0),
        roomKey,
        message.Sequence,
        emoji,
        user.Value);

    /// <summary>Oldest first, from the one after an event on; of all kinds without an emoji.</summary>
    public static List<Reaction> List(SqlSession session, long roomKey, long message, string emoji, long after, int limit) => session.Query(
        """
        SELECT emoji, user_id, display_name, kind, add_time, add_seq FROM reactions
        WHERE room_key = ?1 AND seq = ?2 AND add_seq > ?3 AND (?4 = '' OR emoji = ?4) ORDER BY add_seq LIMIT ?5
        """,
        row => new Reaction(row.GetString(0), row.GetParticipant(1), row.GetTime(4), row.GetInt64(5)),
        roomKey,
        message,
        after,
        emoji,
        limit);
}
