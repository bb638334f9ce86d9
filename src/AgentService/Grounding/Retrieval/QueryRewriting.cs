namespace GroupChat.Agents.Grounding.Retrieval;

/// <summary>What rewrites questions that go on from others.</summary>
internal enum QueryRewriting
{
    /// <summary>The agent's model when it writes, else rules.</summary>
    Auto,

    /// <summary>Rules.</summary>
    Rules,

    /// <summary>Nothing.</summary>
    Off,
}
