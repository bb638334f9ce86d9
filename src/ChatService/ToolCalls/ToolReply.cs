namespace GroupChat.Chat.ToolCalls;

/// <summary>What a worker is told about a call: how it stands, or why what it said changed nothing.</summary>
internal sealed record ToolReply(ToolCall? Call, string Rejected = "")
{
    public const string RunNotHeld = "RUN_NOT_HELD";
    public const string NotNext = "TOOL_CALL_NOT_NEXT";
    public const string NotApproved = "TOOL_CALL_NOT_APPROVED";
    public const string NotRunning = "TOOL_CALL_NOT_RUNNING";
    public const string TooLong = "TOOL_CALL_TOO_LONG";
    public const string TooManyCalls = "TOO_MANY_TOOL_CALLS";
    public const string TooManyApprovals = "TOO_MANY_APPROVALS";

    public static ToolReply Because(string reason) => new(null, reason);
}
