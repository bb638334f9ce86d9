using GroupChat.Agents.Catalog;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Agents.Storage;

/// <summary>
/// Agents as rows, in either database. Every change takes the next revision first, whose row stays locked until the commit: so
/// changes follow each other, what is read after it is true, and revisions have no gap that somebody could look past.
/// </summary>
internal sealed class SqlAgentStore(AgentDatabase database) : IAgentStore
{
    /// <summary>Of the whole server, those that were deleted included.</summary>
    public const int Most = 10_000;

    /// <summary>That were made for one room, without those that were deleted.</summary>
    public const int MostOfRoom = 32;

    private readonly ISqlDatabase _database = database.Sql;

    public Task AddAsync(AgentProfile agent, CancellationToken cancellationToken) => _database.WriteAsync(
        sql =>
        {
            var revision = NextRevision(sql);
            if (Find(sql, agent.AgentId) is not null)
                throw AgentErrors.HandleTaken(agent.Handle);
            if (Count(sql, "SELECT count(*) FROM agents") >= Most)
                throw AgentErrors.TooManyAgents(Most);
            if (agent.RoomId.Length > 0 && Count(sql, "SELECT count(*) FROM agents WHERE room_id = ?1 AND deleted = 0", agent.RoomId) >= MostOfRoom)
                throw AgentErrors.TooManyAgents(MostOfRoom);
            Insert(sql, agent, revision);
            return true;
        },
        cancellationToken: cancellationToken);

    public async Task SeedAsync(AgentProfile agent, CancellationToken cancellationToken)
    {
        if (await _database.ReadAsync(sql => Find(sql, agent.AgentId), cancellationToken) is not null)
            return;
        await _database.WriteAsync(
            sql =>
            {
                var revision = NextRevision(sql);
                if (Find(sql, agent.AgentId) is null)
                    Insert(sql, agent, revision);
                return true;
            },
            cancellationToken: cancellationToken);
    }

    public Task<AgentProfile> ChangeAsync(string agentId, Func<AgentProfile, AgentProfile> next, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            sql =>
            {
                var revision = NextRevision(sql);
                var agent = Find(sql, agentId) ?? throw AgentErrors.AgentNotFound(agentId);
                var changed = next(agent);
                if (!ReferenceEquals(changed, agent))
                    Write(sql, changed, revision);
                return changed;
            },
            cancellationToken: cancellationToken);

    public async Task<IReadOnlyList<AgentProfile>> ListVersionsAsync(string agentId, long before, int limit, CancellationToken cancellationToken) =>
        await _database.ReadAsync(
            sql => sql.Query(
                "SELECT profile FROM agent_versions WHERE agent_id = ?1 AND version < ?2 ORDER BY version DESC LIMIT ?3",
                row => AgentText.Read(row.GetString(0)), agentId, before, limit),
            cancellationToken);

    public async Task<IReadOnlyList<AgentChange>> ListChangedAsync(long after, int limit, CancellationToken cancellationToken) =>
        await _database.ReadAsync(
            sql => sql.Query(
                "SELECT revision, profile FROM agents WHERE revision > ?1 ORDER BY revision LIMIT ?2",
                row => new AgentChange(row.GetInt64(0), AgentText.Read(row.GetString(1))), after, limit),
            cancellationToken);

    private static long NextRevision(SqlSession sql) =>
        sql.QuerySingle("UPDATE agent_counts SET value = value + 1 WHERE name = 'revisions' RETURNING value", row => row.GetInt64(0));

    private static AgentProfile? Find(SqlSession sql, string agentId) =>
        sql.QuerySingle("SELECT profile FROM agents WHERE agent_id = ?1", row => AgentText.Read(row.GetString(0)), agentId);

    private static long Count(SqlSession sql, string count, params ReadOnlySpan<object?> args) => sql.QuerySingle(count, row => row.GetInt64(0), args);

    private static void Insert(SqlSession sql, AgentProfile agent, long revision)
    {
        sql.Execute(
            "INSERT INTO agents(agent_id, room_id, deleted, revision, profile) VALUES (?1, ?2, 0, ?3, ?4)",
            agent.AgentId, agent.RoomId, revision, AgentText.Of(agent));
        AddVersion(sql, agent);
    }

    private static void Write(SqlSession sql, AgentProfile agent, long revision)
    {
        sql.Execute(
            "UPDATE agents SET deleted = ?2, revision = ?3, profile = ?4 WHERE agent_id = ?1",
            agent.AgentId, agent.IsDeleted ? 1 : 0, revision, AgentText.Of(agent));
        AddVersion(sql, agent);
    }

    private static void AddVersion(SqlSession sql, AgentProfile agent) => sql.Execute(
        "INSERT INTO agent_versions(agent_id, version, profile) VALUES (?1, ?2, ?3)", agent.AgentId, agent.Version, AgentText.Of(agent));
}
