using GroupChat.Agents.Mcp;

namespace GroupChat.Agents.Catalog;

/// <summary>An AI participant as one of its versions says it is.</summary>
/// <param name="AgentId">Its user id in rooms: <c>agent:</c> and the handle.</param>
/// <param name="Handle">What people write after "@".</param>
/// <param name="DisplayName">Shown beside its messages.</param>
/// <param name="Description">What it is for.</param>
/// <param name="ModelId">The model it answers with; empty for the one that the server prefers.</param>
/// <param name="Instructions">What a generative model is told about its part; never room content.</param>
internal sealed record AgentProfile(
    string AgentId, string Handle, string DisplayName, string Description, string ModelId, string Instructions)
{
    private const string Prefix = "agent:";

    /// <summary>Who it is and how it talks; may be empty.</summary>
    public string Persona { get; init; } = "";

    public AgentParameters Parameters { get; init; } = AgentParameters.None;

    /// <summary>Names of the tools it may use; empty for all that the server has itself. Those of other servers it has to name.</summary>
    public IReadOnlyList<string> Tools { get; init; } = [];

    public Knowledge Knowledge { get; init; } = Knowledge.OfTheRoom;

    /// <summary>The one room it may be in; empty for an agent of the whole server.</summary>
    public string RoomId { get; init; } = "";

    /// <summary>Counts its changes, from 1.</summary>
    public long Version { get; init; } = 1;

    public DateTimeOffset CreateTime { get; init; }

    public DateTimeOffset UpdateTime { get; init; }

    /// <summary>Who made this version; empty for the server.</summary>
    public string UpdatedBy { get; init; } = "";

    public bool IsDeleted { get; init; }

    public bool MayUse(string tool) => Tools.Count == 0 ? !McpNames.IsOne(tool) : Tools.Contains(tool);

    public static string IdOf(string handle) => Prefix + handle;
}
