using System.Text.Json;
using GroupChat.Agents.Catalog;

namespace GroupChat.Agents.Storage;

/// <summary>A version of an agent as it is stored: JSON, so that what it consists of can grow without changing tables.</summary>
internal static class AgentText
{
    public static string Of(AgentProfile agent) => JsonSerializer.Serialize(agent);

    public static AgentProfile Read(string text) => JsonSerializer.Deserialize<AgentProfile>(text)!;
}
