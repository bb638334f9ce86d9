namespace GroupChat.Agents.Tools;

/// <summary>How a call of a tool ended.</summary>
internal enum ToolState
{
    Done,
    Failed,

    /// <summary>It was not run.</summary>
    Refused,
}
