namespace GroupChat.Agents.Grounding.Transcripts;

/// <summary>For whom a prompt grows: one agent in one room with one model.</summary>
internal sealed record TranscriptKey(string RoomId, string AgentId, string ModelId);
