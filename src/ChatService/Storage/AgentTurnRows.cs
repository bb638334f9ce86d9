using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>When each agent of a room was asked last: whose turn it is follows from that.</summary>
internal static class AgentTurnRows
{
    public static Dictionary<UserId, long> List(SqlSession session, long roomKey) => session.Query(
        "SELECT agent_id, last_seq FROM agent_turns WHERE room_key = ?1",
        row => (Agent: new UserId(row.GetString(0)), Sequence: row.GetInt64(1)),
        roomKey).ToDictionary(turn => turn.Agent, turn => turn.Sequence);

    public static void Set(SqlSession session, long roomKey, Message answer) => session.Send(
        """
        INSERT INTO agent_turns(room_key, agent_id, last_seq) VALUES (?1, ?2, ?3)
        ON CONFLICT (room_key, agent_id) DO UPDATE SET last_seq = excluded.last_seq
        """,
        roomKey,
        answer.Author.Id.Value,
        answer.Sequence);

    public static void Delete(SqlSession session, long roomKey, UserId agent) =>
        session.Send("DELETE FROM agent_turns WHERE room_key = ?1 AND agent_id = ?2", roomKey, agent.Value);
}
