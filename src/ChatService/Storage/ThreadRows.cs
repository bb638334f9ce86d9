using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>Replies by the first message of their thread, and how many there are.</summary>
internal static class ThreadRows
{
    private const string OldestFirst =
        $"""
        SELECT e.payload FROM thread_replies m {MessageRows.Content}
        WHERE m.room_key = ?1 AND m.root_seq = ?2 AND m.seq > ?3 ORDER BY m.seq LIMIT ?4
        """;

    public static Chunk<Message> List(SqlSession session, IEventCodec codec, long roomKey, long root, long after, int limit) =>
        MessageRows.ReadPage(session, codec, OldestFirst, limit, roomKey, root, after, limit + 1);

    public static void Add(SqlSession session, long roomKey, Message reply)
    {
        if (reply.ThreadRoot is not { } root)
            return;
        session.Send(
            "INSERT INTO thread_replies(room_key, root_seq, seq, deleted) VALUES (?1, ?2, ?3, 0)", roomKey, root.Sequence, reply.Sequence);
        session.Send(
            """
            INSERT INTO threads(room_key, root_seq, replies, last_seq) VALUES (?1, ?2, 1, ?3)
            ON CONFLICT (room_key, root_seq) DO UPDATE SET replies = threads.replies + 1, last_seq = excluded.last_seq
            """,
            roomKey,
            root.Sequence,
            reply.Sequence);
    }

    /// <summary>A deleted reply keeps its place in the thread and no longer counts.</summary>
    public static void Delete(SqlSession session, long roomKey, Message reply)
    {
        if (reply.ThreadRoot is not { } root)
            return;
        session.Send(
            "UPDATE thread_replies SET deleted = 1 WHERE room_key = ?1 AND root_seq = ?2 AND seq = ?3", roomKey, root.Sequence, reply.Sequence);
        session.Send(
            """
            UPDATE threads SET replies = replies - 1, last_seq = coalesce(
                (SELECT max(t.seq) FROM thread_replies t WHERE t.room_key = ?1 AND t.root_seq = ?2 AND t.deleted = 0), 0)
            WHERE room_key = ?1 AND root_seq = ?2
            """,
            roomKey,
            root.Sequence);
    }
}
