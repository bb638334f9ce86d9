namespace GroupChat.Agents.Catalog;

/// <summary>What is to change about an agent; null leaves a thing as it is.</summary>
/// <param name="AgentId">Which.</param>
/// <param name="Version">Has to be the newest; 0 for any.</param>
internal sealed record AgentPatch(string AgentId, long Version)
{
    public string? DisplayName { get; init; }

    public string? Description { get; init; }

    public string? ModelId { get; init; }

    public string? Persona { get; init; }

    public string? Instructions { get; init; }

    public AgentParameters? Parameters { get; init; }

    public IReadOnlyList<string>? Tools { get; init; }

    public Knowledge? Knowledge { get; init; }

    public AgentProfile ApplyTo(AgentProfile agent) => agent with
    {
        DisplayName = DisplayName ?? agent.DisplayName,
        Description = Description ?? agent.Description,
        ModelId = ModelId ?? agent.ModelId,
        Persona = Persona ?? agent.Persona,
        Instructions = Instructions ?? agent.Instructions,
        Parameters = Parameters ?? agent.Parameters,
        Tools = Tools ?? agent.Tools,
        Knowledge = Knowledge ?? agent.Knowledge,
    };
}
