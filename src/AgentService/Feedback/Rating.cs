namespace GroupChat.Agents.Feedback;

/// <summary>What a member thinks of an answer.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="MessageId">The answer.</param>
/// <param name="UserId">Who.</param>
/// <param name="AgentId">Whose answer it is.</param>
/// <param name="TurnId">The work of answering.</param>
/// <param name="IsGood">Thumbs up, or down.</param>
/// <param name="Note">Why; may be empty.</param>
/// <param name="UpdateTime">When.</param>
internal sealed record Rating(
    string RoomId, string MessageId, string UserId, string AgentId, string TurnId, bool IsGood, string Note, DateTimeOffset UpdateTime)
{
    /// <summary>Sorts ratings, and tells pages apart.</summary>
    public string Key => $"{UpdateTime.ToUnixTimeMilliseconds():D15} {MessageId} {UserId}";
}
