using GroupChat.Agents.Metering;
using GroupChat.Agents.Models;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Turns;

/// <summary>What a model is asked for on behalf of an agent.</summary>
internal static class AgentOptions
{
    /// <exception cref="ServiceDefaults.Errors.DomainError">ADAPTER_NOT_FOUND: the model has not what the agent chose of it.</exception>
    public static ChatOptions OptionsFor(this Turn turn, Model model)
    {
        var options = new ChatOptions
        {
            ModelId = model.ModelId,
            Temperature = (float?)turn.Agent.Parameters.Temperature,
            TopP = (float?)turn.Agent.Parameters.TopP,
            MaxOutputTokens = turn.Agent.Parameters.MaxOutputTokens,
            Seed = turn.Agent.Parameters.Seed,
            AdditionalProperties = turn.AsksFor(CostKind.Answer).ToProperties(),
        };
        if (turn.Agent.Parameters.Adapters is { } uses)
            options.AdditionalProperties[RequestProperties.Adapters] = Of(model, uses);
        return options;
    }

    private static IReadOnlyList<AdapterUse> Of(Model model, IReadOnlyList<AdapterUse> uses) =>
        uses.FirstOrDefault(use => !model.Adapters.Contains(use.Name)) is { } unknown ? throw AgentErrors.AdapterNotFound(model.ModelId, unknown.Name) : uses;
}
