namespace GroupChat.Agents.Tools.Ledger;

/// <summary>The life of a recorded call, in its order. The numbers are those of the contract.</summary>
internal enum CallState
{
    WaitingForApproval = 1,
    Approved = 2,
    Running = 3,
    Done = 4,
    Failed = 5,
    Refused = 6,
    Expired = 7,
    Cancelled = 8,

    /// <summary>It began, and nobody knows whether it took effect.</summary>
    Unknown = 9,
}
