namespace GroupChat.Agents.Turns;

/// <summary>How a run ended.</summary>
internal enum TurnState
{
    Complete,
    Cancelled,
    Failed,
}
