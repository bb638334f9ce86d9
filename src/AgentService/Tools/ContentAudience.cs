namespace GroupChat.Agents.Tools;

/// <summary>Who may read something, from the fewest.</summary>
internal enum ContentAudience
{
    /// <summary>It never leaves in a call, whoever approves it: an agent's instructions.</summary>
    Nobody,

    /// <summary>Found on behalf of the asking member.</summary>
    AskingMember,

    Room,
    Public,
}
