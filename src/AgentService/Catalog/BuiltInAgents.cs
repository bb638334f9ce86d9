namespace GroupChat.Agents.Catalog;

/// <summary>The agents that every server has.</summary>
internal static class BuiltInAgents
{
    public static AgentProfile Assistant(string modelId) => new(
        "agent:assistant",
        "assistant",
        "Assistant",
        "Answers questions about the documents of the room, with citations.",
        modelId,
        "You are Assistant, a member of a group chat. "
        + "Several people talk here, and you answer the one who addressed you, in their language, briefly.");
}
