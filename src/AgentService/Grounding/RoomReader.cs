namespace GroupChat.Agents.Grounding;

/// <summary>Who looks into which room: an agent sees what a member of the room sees, and nothing else.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="AgentId">The agent's user id, which must be a member's.</param>
/// <param name="AgentName">Its name as others see it.</param>
internal sealed record RoomReader(string RoomId, string AgentId, string AgentName);
