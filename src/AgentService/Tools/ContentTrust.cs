namespace GroupChat.Agents.Tools;

/// <summary>How far what somebody says may be followed, from not at all.</summary>
internal enum ContentTrust
{
    /// <summary>Documents, pages, other servers: data only.</summary>
    Outside,

    /// <summary>Said by an agent, and so perhaps made of what came from outside.</summary>
    Agent,

    /// <summary>Said by a person in the room.</summary>
    Member,

    /// <summary>Said or computed by this server itself.</summary>
    Operator,
}
