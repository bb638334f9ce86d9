namespace GroupChat.Chat.Storage;

/// <summary>What was added for several agents in a room, for both databases.</summary>
internal static class AgentSchema
{
    public const string Tables = """
        ALTER TABLE members ADD COLUMN speaking INTEGER NOT NULL DEFAULT 0;
        UPDATE members SET speaking = 1 WHERE kind = 2;
        ALTER TABLE rooms ADD COLUMN max_agent_turns INTEGER NOT NULL DEFAULT 0;

        CREATE TABLE agent_turns(
            room_key INTEGER NOT NULL,
            agent_id TEXT NOT NULL,
            last_seq INTEGER NOT NULL, -- the event that began its last answer
            PRIMARY KEY(room_key, agent_id)
        ) STRICT, WITHOUT ROWID;
        """;

    /// <summary>What the service of agents has told of them.</summary>
    public const string Known = """
        CREATE TABLE known_agents(
            agent_id TEXT NOT NULL PRIMARY KEY,
            display_name TEXT NOT NULL,
            room_id TEXT NOT NULL, -- the one room it may be in; empty for all
            deleted INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """;
}
