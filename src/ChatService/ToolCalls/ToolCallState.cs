namespace GroupChat.Chat.ToolCalls;

/// <summary>The life of a call. The numbers are those of the contract, and stored.</summary>
internal enum ToolCallState
{
    WaitingForApproval = 1,
    Approved = 2,
    Running = 3,
    Done = 4,
    Failed = 5,
    Refused = 6,
    Expired = 7,
    Cancelled = 8,
    Unknown = 9,
}
