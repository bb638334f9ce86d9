namespace GroupChat.Chat.Rooms;

/// <summary>What is written after "@" to address an agent; an agent's user id is made of it.</summary>
internal static class Handle
{
    public const int MaxLength = 32;
    private const string AgentPrefix = "agent:";

    public static bool IsAgent(UserId id) => id.Value.StartsWith(AgentPrefix, StringComparison.Ordinal);

    public static UserId ToAgentId(string handle) => new(AgentPrefix + handle);
}
