namespace GroupChat.Agents.Storage;

/// <summary>Tables of what answers are made from, written once for both databases.</summary>
internal static class GroundingSchema
{
    public const string Tables = """
        CREATE TABLE transcripts(
            room_id TEXT NOT NULL,
            agent_id TEXT NOT NULL,
            model_id TEXT NOT NULL,
            revision INTEGER NOT NULL,
            update_time INTEGER NOT NULL, -- Unix milliseconds
            body TEXT NOT NULL, -- JSON
            PRIMARY KEY(room_id, agent_id, model_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX transcripts_by_time ON transcripts(update_time);

        CREATE TABLE explanations(
            turn_id TEXT NOT NULL PRIMARY KEY,
            room_id TEXT NOT NULL,
            create_time INTEGER NOT NULL, -- Unix milliseconds
            body TEXT NOT NULL -- JSON
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX explanations_by_room ON explanations(room_id, create_time);
        CREATE INDEX explanations_by_time ON explanations(create_time);

        CREATE TABLE ratings(
            room_id TEXT NOT NULL,
            message_id TEXT NOT NULL, -- the answer
            user_id TEXT NOT NULL,
            agent_id TEXT NOT NULL,
            turn_id TEXT NOT NULL,
            verdict INTEGER NOT NULL, -- 1 up, -1 down
            note TEXT NOT NULL,
            update_time INTEGER NOT NULL, -- Unix milliseconds
            PRIMARY KEY(message_id, user_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX ratings_by_room ON ratings(room_id, update_time);
        """;
}
