namespace GroupChat.Agents.Tools;

/// <summary>What calling a tool does beyond its result.</summary>
internal enum ToolEffect
{
    /// <summary>Nothing: it computes, or reads what the room may read.</summary>
    Reads,

    /// <summary>Its arguments leave the server.</summary>
    Sends,

    /// <summary>It changes something.</summary>
    Acts,
}
