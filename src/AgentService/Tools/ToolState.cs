namespace GroupChat.Agents.Tools;

/// <summary>How a call of a tool ended.</summary>
internal enum ToolState
{
    Done,
    Failed,

    /// <summary>It was not run.</summary>
    Refused,

    /// <summary>It began, and whether it took effect is not known.</summary>
    Unknown,
}
