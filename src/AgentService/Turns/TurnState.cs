namespace GroupChat.Agents.Turns;

/// <summary>How a run ended.</summary>
internal enum TurnState
{
    Complete,
    Cancelled,
    Failed,

    /// <summary>Lost with a process that it depended on: the turn is to be run again.</summary>
    Interrupted,
}
