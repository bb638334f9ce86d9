using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

internal sealed class SqlKnownAgentStore(ChatDatabase chat) : IKnownAgentStore
{
    public Task TellAsync(IReadOnlyList<KnownAgent> agents, CancellationToken cancellationToken) => chat.Sql.WriteAsync(
        session =>
        {
            foreach (var agent in agents)
                Set(session, agent);
            return agents.Count;
        },
        cancellationToken: cancellationToken);

    public Task<KnownAgent?> FindAsync(UserId agent, CancellationToken cancellationToken) => chat.Sql.ReadAsync(
        session => session.QuerySingle(
            "SELECT display_name, room_id, deleted FROM known_agents WHERE agent_id = ?1",
            row => new KnownAgent(new(agent, row.GetString(0), ParticipantKind.Agent), row.GetString(1), row.GetInt32(2) != 0),
            agent.Value),
        cancellationToken);

    public async Task<IReadOnlyList<RoomId>> ListStaleAsync(KnownAgent agent, CancellationToken cancellationToken) => await chat.Sql.ReadAsync(
        session => session.Query(
            """
            SELECT r.room_id FROM members m JOIN rooms r ON r.room_key = m.room_key
            WHERE m.user_id = ?1 AND (?2 = 1 OR m.display_name <> ?3) ORDER BY r.room_id
            """,
            row => new RoomId(row.GetString(0)),
            agent.Participant.Id.Value,
            agent.IsDeleted ? 1 : 0,
            agent.Participant.DisplayName),
        cancellationToken);

    // Two nodes may be told of the same agents at once: rows are taken in one order.
    private static void Set(SqlSession session, KnownAgent agent) => session.Send(
        """
        INSERT INTO known_agents(agent_id, display_name, room_id, deleted) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (agent_id) DO UPDATE SET display_name = excluded.display_name, room_id = excluded.room_id, deleted = excluded.deleted
        """,
        agent.Participant.Id.Value,
        agent.Participant.DisplayName,
        agent.Room,
        agent.IsDeleted ? 1 : 0);
}
