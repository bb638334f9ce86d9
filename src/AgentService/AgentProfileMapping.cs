using Google.Protobuf.WellKnownTypes;
using GroupChat.Agents.Catalog;
using GroupChat.Agents.Models;
using GroupChat.Contracts.Agent.V1;
using GroupChat.ServiceDefaults.Errors;
using Knowledge = GroupChat.Agents.Catalog.Knowledge;
using KnowledgeScope = GroupChat.Agents.Catalog.KnowledgeScope;
using Parameters = GroupChat.Agents.Catalog.AgentParameters;

namespace GroupChat.Agents;

/// <summary>Between agents and the contract's messages.</summary>
internal static class AgentProfileMapping
{
    private const string Fields = "at least one of display_name, description, model_id, persona, instructions, parameters, tools, knowledge";

    /// <param name="agent">The agent.</param>
    /// <param name="models">Say what it answers with when it leaves that to the server.</param>
    /// <param name="whole">The caller may change it: what it is told is shown as well.</param>
    public static Agent ToContract(this AgentProfile agent, ModelCatalog models, bool whole)
    {
        var shown = new Agent
        {
            AgentId = agent.AgentId,
            Handle = agent.Handle,
            DisplayName = agent.DisplayName,
            Description = agent.Description,
            ModelId = models.For(agent.ModelId)?.ModelId ?? agent.ModelId,
            RoomId = agent.RoomId,
            Version = agent.Version,
            CreateTime = agent.CreateTime.ToTimestamp(),
            UpdateTime = agent.UpdateTime.ToTimestamp(),
            Deleted = agent.IsDeleted,
            Tools = { agent.Tools },
            Knowledge = new() { Scope = (Contracts.Agent.V1.KnowledgeScope)agent.Knowledge.Scope, DocumentIds = { agent.Knowledge.DocumentIds } },
        };
        if (whole)
            AddInside(shown, agent);
        return shown;
    }

    public static AgentProfile ToProfile(this CreateAgentRequest request)
    {
        var agent = request.Agent ?? new();
        return new("", agent.Handle, agent.DisplayName, agent.Description, agent.ModelId, agent.Instructions)
        {
            Persona = agent.Persona,
            Parameters = ToDomain(agent.Parameters),
            Tools = [.. agent.Tools.Distinct()],
            Knowledge = ToDomain(agent.Knowledge),
            RoomId = agent.RoomId,
        };
    }

    /// <exception cref="DomainError">INVALID_REQUEST: the mask names nothing, or something that cannot be changed.</exception>
    public static AgentPatch ToPatch(this UpdateAgentRequest request)
    {
        var agent = request.Agent ?? new();
        new Violations().AddIf(agent.AgentId.Length == 0, "agent.agent_id", "required").ThrowIfAny();
        if (request.UpdateMask is not { Paths: { Count: > 0 } paths })
            throw Violations.One("update_mask", Fields);
        return paths.Aggregate(new AgentPatch(agent.AgentId, agent.Version), (patch, path) => path switch
        {
            "display_name" => patch with { DisplayName = agent.DisplayName },
            "description" => patch with { Description = agent.Description },
            "model_id" => patch with { ModelId = agent.ModelId },
            "persona" => patch with { Persona = agent.Persona },
            "instructions" => patch with { Instructions = agent.Instructions },
            "parameters" => patch with { Parameters = ToDomain(agent.Parameters) },
            "tools" => patch with { Tools = [.. agent.Tools.Distinct()] },
            "knowledge" => patch with { Knowledge = ToDomain(agent.Knowledge) },
            _ => throw Violations.One("update_mask", Fields),
        });
    }

    private static void AddInside(Agent shown, AgentProfile agent)
    {
        (shown.Persona, shown.Instructions, shown.UpdatedByUserId) = (agent.Persona, agent.Instructions, agent.UpdatedBy);
        shown.Parameters = new();
        if (agent.Parameters.Temperature is { } temperature)
            shown.Parameters.Temperature = temperature;
        if (agent.Parameters.TopP is { } topP)
            shown.Parameters.TopP = topP;
        if (agent.Parameters.MaxOutputTokens is { } tokens)
            shown.Parameters.MaxOutputTokens = tokens;
        if (agent.Parameters.Seed is { } seed)
            shown.Parameters.Seed = seed;
        if (agent.Parameters.Adapters is { } uses)
            shown.Parameters.Adapters = new() { Adapters = { uses.Select(ToContract) } };
    }

    private static AgentAdapter ToContract(AdapterUse use)
    {
        var shown = new AgentAdapter { Name = use.Name };
        if (use.Scale is { } scale)
            shown.Scale = scale;
        return shown;
    }

    private static Parameters ToDomain(Contracts.Agent.V1.AgentParameters? wish) => wish is null
        ? Parameters.None
        : new(
            wish.HasTemperature ? wish.Temperature : null,
            wish.HasTopP ? wish.TopP : null,
            wish.HasMaxOutputTokens ? wish.MaxOutputTokens : null,
            wish.HasSeed ? wish.Seed : null)
        {
            Adapters = wish.Adapters is { Adapters: var uses } ? [.. uses.Select(static use => new AdapterUse(use.Name, use.HasScale ? use.Scale : null))] : null,
        };

    private static Knowledge ToDomain(Contracts.Agent.V1.Knowledge? wish) =>
        wish is null or { Scope: Contracts.Agent.V1.KnowledgeScope.Unspecified }
            ? Knowledge.OfTheRoom with { DocumentIds = [.. wish?.DocumentIds ?? []] }
            : new((KnowledgeScope)wish.Scope, [.. wish.DocumentIds]);
}
