namespace GroupChat.Chat.Storage;

/// <summary>What was added for answers that are made again, for both databases.</summary>
internal static class AnswerSchema
{
    public const string Restarts = """
        CREATE TABLE answer_requests(
            request_id TEXT NOT NULL,
            room_key INTEGER NOT NULL,
            user_id TEXT NOT NULL,
            answer_id BLOB NOT NULL,
            PRIMARY KEY(request_id, room_key, user_id)
        ) STRICT, WITHOUT ROWID;
        """;
}
