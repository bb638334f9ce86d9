using GroupChat.Agents.Models;

namespace GroupChat.Agents.Catalog;

/// <summary>How a model generates for an agent; null leaves it to the model.</summary>
internal sealed record AgentParameters(double? Temperature, double? TopP, int? MaxOutputTokens, long? Seed)
{
    public static readonly AgentParameters None = new(null, null, null, null);

    /// <summary>Which of the model's adapters change its answers; empty for none of them.</summary>
    public IReadOnlyList<AdapterUse>? Adapters { get; init; }
}
