using GroupChat.Chat.Answers;
using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>The events that hold, or held, what a message says.</summary>
internal static class RevisionRows
{
    private const string OfMessage =
        """
        SELECT seq, payload FROM events WHERE room_key = ?1 AND seq > ?3 AND seq IN (
            SELECT m.seq FROM events m WHERE m.room_key = ?1 AND m.seq = ?2
            UNION ALL
            SELECT c.content_seq FROM message_contents c WHERE c.room_key = ?1 AND c.seq = ?2)
        ORDER BY seq LIMIT ?4
        """;

    private const string OfTrimmed =
        """
        SELECT e.seq, e.payload FROM message_contents c JOIN events e ON e.room_key = ?1 AND e.seq = c.content_seq
        WHERE c.room_key = ?1 AND c.seq < ?2 AND c.content_seq >= ?2
        UNION ALL
        SELECT e.seq, e.payload FROM tool_calls c JOIN events e ON e.room_key = ?1 AND e.seq = c.change_seq
        WHERE c.room_key = ?1 AND c.seq < ?2 AND c.change_seq >= ?2
        """;

    /// <summary>What a message said, oldest first, from the one after an event on.</summary>
    public static Chunk<Revision> List(SqlSession session, IEventCodec codec, RoomRef room, long message, long after, int limit)
    {
        // A revision more than the page holds, and the starts and ends of answers that say nothing.
        var found = Read(session, room.Key, message, after, limit + 1 + (2 * Regenerating.MaxVersions))
            .Select(stored => (stored.Payload, Event: codec.Decode(room, stored.Payload), Message: codec.DecodeMessage(stored.Payload)!))
            .Where(stored => stored.Message.Parts.Count > 0)
            .ToList();
        var bytes = found.ToDictionary(stored => stored.Event.Sequence, stored => (long)stored.Payload.Length);
        return PageBytes.Cut(
            found.Select(stored => new Revision(
                stored.Event.Sequence, stored.Event.CommitTime, stored.Message.Parts, stored.Message.Mentions, stored.Message.Answer)),
            limit,
            revision => bytes[revision.Sequence]);
    }

    /// <summary>Takes what a deleted message said out of the log. Its deletion is the newest of its events and says nothing.</summary>
    public static void Redact(SqlSession session, IEventCodec codec, long roomKey, long message) =>
        Redact(
            session, codec, roomKey, [.. Read(session, roomKey, message, after: 0, limit: int.MaxValue), .. ToolCallRows.Events(session, roomKey, message)]);

    /// <summary>Messages are about to go with the beginning of the log: later events that say what they said go on without it.</summary>
    public static void RedactTrimmed(SqlSession session, IEventCodec codec, long roomKey, long firstSequence) => Redact(
        session,
        codec,
        roomKey,
        session.Query(OfTrimmed, row => new StoredEvent(row.GetInt64(0), row.GetBlob(1)), roomKey, firstSequence));

    private static void Redact(SqlSession session, IEventCodec codec, long roomKey, List<StoredEvent> events)
    {
        foreach (var (sequence, payload) in events)
        {
            if (codec.Redact(payload) is { } redacted)
                session.Send("UPDATE events SET payload = ?3 WHERE room_key = ?1 AND seq = ?2", roomKey, sequence, redacted);
        }
    }

    private static List<StoredEvent> Read(SqlSession session, long roomKey, long message, long after, int limit) => session.Query(
        OfMessage, row => new StoredEvent(row.GetInt64(0), row.GetBlob(1)), roomKey, message, after, limit);
}
