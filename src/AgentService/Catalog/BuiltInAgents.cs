namespace GroupChat.Agents.Catalog;

/// <summary>The agents that every server begins with. Admins change and delete them like any other.</summary>
internal static class BuiltInAgents
{
    /// <summary>Answers with whatever model the server prefers.</summary>
    public static AgentProfile Assistant(DateTimeOffset now) => new(
        "agent:assistant",
        "assistant",
        "Assistant",
        "Answers questions about the documents of the room, with citations.",
        ModelId: "",
        "You are Assistant, a member of a group chat. "
        + "Several people talk here, and you answer the one who addressed you, in their language, briefly.")
    {
        CreateTime = now,
        UpdateTime = now,
    };
}
