using GroupChat.Chat.Messages;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>The idempotency keys of posts.</summary>
internal static class SqliteSends
{
    /// <summary>False when this author has used this key in this room before.</summary>
    public static bool TryAdd(SqliteSession session, long roomKey, long sequence, NewMessage message) => session.Execute(
        """
        INSERT INTO sends(client_message_id, room_key, author_id, seq, content_hash) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING
        """,
        message.ClientMessageId,
        roomKey,
        message.Author.Value,
        sequence,
        message.ContentHash) == 1;

    /// <summary>The sequence a key was used for, and whether the content was the same.</summary>
    public static (long Sequence, bool IsSame) Get(SqliteSession session, long roomKey, NewMessage message) => session.QuerySingle(
        "SELECT seq, content_hash FROM sends WHERE client_message_id = ?1 AND room_key = ?2 AND author_id = ?3",
        row => (row.GetInt64(0), row.GetBlob(1).AsSpan().SequenceEqual(message.ContentHash)),
        message.ClientMessageId,
        roomKey,
        message.Author.Value);
}
