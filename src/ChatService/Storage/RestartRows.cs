using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>The idempotency keys of answers that were made again.</summary>
internal static class RestartRows
{
    public static MessageId? Find(SqlSession session, long roomKey, SendKey request) => session.TryQuerySingle(
        "SELECT answer_id FROM answer_requests WHERE request_id = ?1 AND room_key = ?2 AND user_id = ?3",
        row => new MessageId(row.GetId(0)),
        out var answer,
        request.ClientMessageId,
        roomKey,
        request.Author.Value) ? answer : null;

    /// <summary>Nothing for a restart without a key.</summary>
    public static void Insert(SqlSession session, long roomKey, RoomChange.AnswerRestarted restarted)
    {
        if (restarted.RequestId.Length == 0)
            return;
        session.Send(
            "INSERT INTO answer_requests(request_id, room_key, user_id, answer_id) VALUES (?1, ?2, ?3, ?4)",
            restarted.RequestId,
            roomKey,
            restarted.By.Id.Value,
            SqlValues.ToBytes(restarted.Message.Id.Value));
    }
}
