using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Agents.Storage;

/// <summary>Tables of the agents, written once for both databases.</summary>
internal static class AgentSchema
{
    public const string FileName = "agents.db";
    private const string Mark = "GCag";

    private const string First = """
        CREATE TABLE agents(
            agent_id TEXT NOT NULL PRIMARY KEY,
            room_id TEXT NOT NULL, -- empty for an agent of the whole server
            deleted INTEGER NOT NULL,
            revision INTEGER NOT NULL, -- its last change among all changes of agents
            profile TEXT NOT NULL -- the newest version, as JSON
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX agents_by_revision ON agents(revision);
        CREATE INDEX agents_by_room ON agents(room_id, deleted);

        CREATE TABLE agent_versions(
            agent_id TEXT NOT NULL REFERENCES agents,
            version INTEGER NOT NULL,
            profile TEXT NOT NULL,
            PRIMARY KEY(agent_id, version)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE agent_counts(
            name TEXT NOT NULL PRIMARY KEY,
            value INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        INSERT INTO agent_counts(name, value) VALUES ('revisions', 0);
        """;

    public static readonly SqlMigrations Sqlite = new(Mark, (1, First), (2, GroundingSchema.Tables));

    public static readonly SqlMigrations Postgres = new(
        Mark, (1, PostgresTables.From(First)), (2, PostgresTables.From(GroundingSchema.Tables)));
}
