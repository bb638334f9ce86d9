namespace GroupChat.Agents.Turns;

/// <summary>What a run is doing.</summary>
internal enum TurnPhase
{
    Retrieving,
    Generating,
    UsingTools,
    WaitingForApproval,
}
