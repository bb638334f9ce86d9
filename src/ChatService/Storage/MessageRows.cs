using GroupChat.Chat.Answers;
using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Storage.Search;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>Messages, read from the events that hold their present content, for whoever has a session.</summary>
internal static class MessageRows
{
    // From each message on to the one before it: the event just before a message knows its newest message. So a page costs its own
    // length, however much else happened in between.
    private const string NewestFirst =
        $"""
        WITH RECURSIVE page(seq, n) AS (
            SELECT message_seq, 1 FROM events
            WHERE room_key = ?1 AND seq = (SELECT max(seq) FROM events WHERE room_key = ?1 AND seq < ?2)
            UNION ALL
            SELECT e.message_seq, page.n + 1 FROM page JOIN events e ON e.room_key = ?1 AND e.seq = page.seq - 1 WHERE page.n < ?3
        )
        SELECT e.payload FROM page m {Content} ORDER BY m.n
        """;

    /// <summary>Joins to messages <c>m</c> of the room ?1, known by <c>m.seq</c>, the events <c>e</c> that hold what they say now.</summary>
    public const string Content =
        """
        JOIN events e ON e.room_key = ?1 AND e.seq = coalesce(
            (SELECT max(c.content_seq) FROM message_contents c WHERE c.room_key = ?1 AND c.seq = m.seq), m.seq)
        """;

    private const string At = $"SELECT e.payload FROM events m {Content} WHERE m.room_key = ?1 AND m.seq = ?2";

    private static readonly PerCount ManyAt = new(
        $"SELECT m.seq, e.payload FROM events m {Content} WHERE m.room_key = ?1 AND m.seq IN ({{0}})", fixedArgs: 1);

    /// <summary>An id says where to look; whether it is that message is said by what stands there.</summary>
    public static Message? Find(SqlSession session, IEventCodec codec, long roomKey, MessageId message) =>
        session.QuerySingle(At, row => row.GetBlob(0), roomKey, message.Sequence) is { } payload
        && codec.DecodeMessage(payload) is { } found && found.Id == message ? found : null;

    /// <summary>The message that a sequence brought in; null when it brought none, or the log no longer holds it.</summary>
    public static Message? FindAt(SqlSession session, IEventCodec codec, long roomKey, long sequence) =>
        session.QuerySingle(At, row => row.GetBlob(0), roomKey, sequence) is { } payload ? codec.DecodeMessage(payload) : null;

    /// <summary>The message as an event brought it in, whatever became of it since; null when the log no longer holds the event.</summary>
    public static Message? PostedAt(SqlSession session, IEventCodec codec, long roomKey, long sequence) =>
        EventRows.Find(session, roomKey, sequence) is { } payload ? codec.DecodeMessage(payload) : null;

    public static Chunk<Message> ListBefore(SqlSession session, IEventCodec codec, long roomKey, long before, int limit) =>
        ReadPage(session, codec, NewestFirst, limit, roomKey, before, limit + 1);

    /// <summary>The messages that events are known to have brought in, with what they weigh in a response; those that are gone are not among them.</summary>
    /// <param name="session">Of a read or a change.</param>
    /// <param name="codec">Reads them.</param>
    /// <param name="roomKey">The room.</param>
    /// <param name="places">At most <see cref="PerCount.Max"/>.</param>
    public static Dictionary<long, (Message Message, long Bytes)> ListAt(
        SqlSession session, IEventCodec codec, long roomKey, IReadOnlyList<long> places)
    {
        if (places.Count == 0)
            return [];
        var (sql, args) = ManyAt.For(places, roomKey);
        return session.Query(sql, row => (Place: row.GetInt64(0), Payload: row.GetBlob(1)), args)
            .Select(row => (row.Place, row.Payload, Message: codec.DecodeMessage(row.Payload)!))
            .ToDictionary(found => found.Place, found => (found.Message, Weigh(found.Message, found.Payload)));
    }

    /// <summary>A page of messages whose payloads a query returns in order, one more than the page may hold if there are more.</summary>
    public static Chunk<Message> ReadPage(
        SqlSession session, IEventCodec codec, string sql, int limit, params ReadOnlySpan<object?> args)
    {
        var (messages, bytes, more) = (new List<Message>(), 0L, false);
        session.Visit(
            sql,
            row =>
            {
                var payload = row.GetBlob(0);
                var message = codec.DecodeMessage(payload)!;
                bytes += Weigh(message, payload);
                more = messages.Count == limit || (bytes > PageBytes.Max && messages.Count > 0);
                if (!more)
                    messages.Add(message);
                return !more;
            },
            args);
        return new(messages, more);
    }

    /// <summary>From now on the message reads as this event says. What it said before stays known, as revisions.</summary>
    public static void MoveContent(SqlSession session, long roomKey, Message message, long contentSequence)
    {
        session.Send(
            "INSERT INTO message_contents(room_key, seq, content_seq) VALUES (?1, ?2, ?3)", roomKey, message.Sequence, contentSequence);
        SearchChanges.Add(session, roomKey, message, contentSequence);
    }

    // An answer in the making is going to be filled with its text so far.
    private static long Weigh(Message message, byte[] payload) =>
        payload.Length + (message.Answer is { State: AnswerState.Generating } ? MessageRules.MaxAnswerBytes : 0);
}
