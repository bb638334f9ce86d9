namespace GroupChat.Agents.Grounding.Transcripts;

/// <summary>What an agent keeps of a room beyond its messages.</summary>
/// <param name="AgentId">The agent.</param>
/// <param name="ModelId">The model that it is for.</param>
/// <param name="Summary">Of what was said.</param>
/// <param name="Messages">How many it was made of.</param>
/// <param name="UpdateTime">When the agent answered last.</param>
internal sealed record RoomMemory(string AgentId, string ModelId, string Summary, int Messages, DateTimeOffset UpdateTime);
