namespace GroupChat.Agents.Explanations;

/// <summary>An answer that a caller may read.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="MessageId">The answer.</param>
/// <param name="AgentId">Whose it is.</param>
/// <param name="TurnId">The work of answering.</param>
/// <param name="HasQuestion">The question may be read, too.</param>
internal sealed record AnswerReference(string RoomId, string MessageId, string AgentId, string TurnId, bool HasQuestion);
