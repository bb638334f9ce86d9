using GroupChat.Chat.Answers;
using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>Messages, read from the events that hold their present content, for whoever has a session.</summary>
internal static class MessageRows
{
    /// <summary>Stored bytes of one page: half of what a response may have, for what the contract adds to them.</summary>
    private const int MaxPageBytes = 2 * 1024 * 1024;

    // From each message on to the one before it: the event just before a message knows its newest message. So a page costs its own
    // length, however much else happened in between.
    private const string NewestFirst =
        """
        WITH RECURSIVE page(seq, n) AS (
            SELECT message_seq, 1 FROM events
            WHERE room_key = ?1 AND seq = (SELECT max(seq) FROM events WHERE room_key = ?1 AND seq < ?2)
            UNION ALL
            SELECT e.message_seq, page.n + 1 FROM page JOIN events e ON e.room_key = ?1 AND e.seq = page.seq - 1 WHERE page.n < ?3
        )
        SELECT e.payload FROM page
        LEFT JOIN message_contents c ON c.room_key = ?1 AND c.seq = page.seq
        JOIN events e ON e.room_key = ?1 AND e.seq = coalesce(c.content_seq, page.seq)
        ORDER BY page.n
        """;

    private const string At =
        """
        SELECT payload FROM events WHERE room_key = ?1
        AND seq = coalesce((SELECT content_seq FROM message_contents WHERE room_key = ?1 AND seq = ?2), ?2)
        """;

    /// <summary>An id says where to look; whether it is that message is said by what stands there.</summary>
    public static Message? Find(SqlSession session, IEventCodec codec, long roomKey, MessageId message) =>
        FindAt(session, codec, roomKey, message.Sequence) is { } found && found.Id == message ? found : null;

    /// <summary>The message as an event brought it in, whatever became of it since; null when the log no longer holds the event.</summary>
    public static Message? PostedAt(SqlSession session, IEventCodec codec, long roomKey, long sequence) => session.QuerySingle(
        "SELECT payload FROM events WHERE room_key = ?1 AND seq = ?2", row => row.GetBlob(0), roomKey, sequence) is { } payload
        ? codec.DecodeMessage(payload)
        : null;

    /// <summary>A page, and whether there are older messages.</summary>
    public static (List<Message> Messages, bool More) ListBefore(
        SqlSession session, IEventCodec codec, long roomKey, long before, int limit)
    {
        var (messages, bytes, more) = (new List<Message>(), 0L, false);
        session.Visit(
            NewestFirst,
            row =>
            {
                var payload = row.GetBlob(0);
                var message = codec.DecodeMessage(payload)!;
                // An answer in the making is going to be filled with its text so far.
                bytes += payload.Length + (message.Answer is { State: AnswerState.Generating } ? MessageRules.MaxAnswerBytes : 0);
                more = messages.Count == limit || (bytes > MaxPageBytes && messages.Count > 0);
                if (!more)
                    messages.Add(message);
                return !more;
            },
            roomKey,
            before,
            limit + 1);
        return (messages, more);
    }

    /// <summary>From now on the message reads as this event says.</summary>
    public static void MoveContent(SqlSession session, long roomKey, long sequence, long contentSequence) => session.Send(
        """
        INSERT INTO message_contents(room_key, seq, content_seq) VALUES (?1, ?2, ?3)
        ON CONFLICT (room_key, seq) DO UPDATE SET content_seq = excluded.content_seq
        """,
        roomKey,
        sequence,
        contentSequence);

    private static Message? FindAt(SqlSession session, IEventCodec codec, long roomKey, long sequence) =>
        session.QuerySingle(At, row => row.GetBlob(0), roomKey, sequence) is { } payload ? codec.DecodeMessage(payload) : null;
}
