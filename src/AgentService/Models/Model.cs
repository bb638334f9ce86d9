using GroupChat.Agents.Metering;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Models;

/// <summary>Something that answers for an agent.</summary>
/// <param name="ModelId">Name in configuration and in the contract.</param>
/// <param name="DisplayName">Name to show.</param>
/// <param name="Provider">What runs it.</param>
/// <param name="Description">What to expect of it.</param>
/// <param name="Generative">False when it only quotes.</param>
/// <param name="Client">The way to it; safe for concurrent requests.</param>
internal sealed record Model(
    string ModelId, string DisplayName, string Provider, string Description, bool Generative, IChatClient Client)
{
    /// <summary>The way to it; safe for concurrent requests. Whatever takes it, what is asked of it is metered.</summary>
    public IChatClient Client { get; } = MeterChatClient.Around(Client, ModelId);

    /// <summary>Longest prompt and answer together.</summary>
    public int ContextTokens { get; init; } = 8192;

    /// <summary>Longest answer.</summary>
    public int MaxOutputTokens { get; init; } = 1024;

    /// <summary>Whether it can be had at present.</summary>
    public ModelHealth Health { get; init; } = new();

    /// <summary>Names of its adapters, of which a request may choose.</summary>
    public IReadOnlyList<string> Adapters { get; init; } = [];

    /// <summary>Makes vectors of length 1; null for a model that answers. Safe for concurrent requests.</summary>
    public IEmbeddingGenerator<string, Embedding<float>>? Embedder { get; init; }
}
