namespace GroupChat.Chat.Storage;

/// <summary>What was added for calls of tools, for both databases.</summary>
internal static class ToolCallSchema
{
    public const string Tables = """
        -- Every event about a call: the last one says how it stands.
        CREATE TABLE tool_calls(
            room_key INTEGER NOT NULL,
            seq INTEGER NOT NULL, -- the answer
            number INTEGER NOT NULL, -- 0: of a version of the answer that was replaced
            change_seq INTEGER NOT NULL, -- the event
            state INTEGER NOT NULL,
            PRIMARY KEY(room_key, seq, number, change_seq)
        ) STRICT, WITHOUT ROWID;
        """;
}
