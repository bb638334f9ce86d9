namespace GroupChat.Chat.Storage;

/// <summary>What was added for answers that are made again and for what they cost, for both databases.</summary>
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

    public const string Usage = """
        ALTER TABLE turns ADD COLUMN asker_id TEXT NOT NULL DEFAULT '';

        CREATE TABLE usage_days(
            day INTEGER NOT NULL, -- counted from 1 January of the year 1
            user_id TEXT NOT NULL,
            room_key INTEGER NOT NULL,
            agent_id TEXT NOT NULL,
            model_id TEXT NOT NULL,
            runs INTEGER NOT NULL,
            computed INTEGER NOT NULL,
            cached INTEGER NOT NULL,
            generated INTEGER NOT NULL,
            estimated INTEGER NOT NULL, -- runs
            PRIMARY KEY(day, user_id, room_key, agent_id, model_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX usage_by_room ON usage_days(room_key, day);
        CREATE INDEX usage_by_user ON usage_days(user_id, day);
        """;
}
