using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>The idempotency keys of posts.</summary>
internal static class SendRows
{
    private static readonly RowInsert Row = new("sends", ("client_message_id", "text"), ("room_key", "bigint"), ("author_id", "text"), ("seq", "bigint"));

    /// <summary>The sequence a key was used for; null for a new one.</summary>
    public static long? Find(SqlSession session, long roomKey, SendKey key) => session.TryQuerySingle(
        "SELECT seq FROM sends WHERE client_message_id = ?1 AND room_key = ?2 AND author_id = ?3",
        row => row.GetInt64(0),
        out var sequence,
        key.ClientMessageId,
        roomKey,
        key.Author.Value) ? sequence : null;

    /// <summary>A message without a key is never known again.</summary>
    public static void Insert(SqlSession session, long roomKey, Message message)
    {
        if (message.ClientMessageId.Length > 0)
            Insert(session, roomKey, new(message.Author.Id, message.ClientMessageId), message.Sequence);
    }

    public static void Insert(SqlSession session, long roomKey, SendKey key, long sequence) =>
        session.Insert(Row, key.ClientMessageId, roomKey, key.Author.Value, sequence);

    /// <summary>False, and nothing is written, when the key is known.</summary>
    public static bool TryInsert(SqlSession session, long roomKey, SendKey key, long sequence) => session.Execute(
        "INSERT INTO sends(client_message_id, room_key, author_id, seq) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
        key.ClientMessageId,
        roomKey,
        key.Author.Value,
        sequence) > 0;
}
