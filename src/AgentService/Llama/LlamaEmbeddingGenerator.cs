using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Llama;

/// <summary>Vectors of a local model. The engine is not ended with it.</summary>
/// <param name="engine">Where the model runs.</param>
/// <param name="modelId">Its name in configuration.</param>
internal sealed class LlamaEmbeddingGenerator(ILlamaEngine engine, string modelId) : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly EmbeddingGeneratorMetadata _metadata = new(LlamaChatClient.Provider, providerUri: null, modelId);

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var vectors = await engine.EmbedAsync([.. values], cancellationToken);
        return new(vectors.Select(static vector => new Embedding<float>(vector)))
        {
            Usage = new() { InputTokenCount = vectors.Tokens, TotalTokenCount = vectors.Tokens },
        };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata
        : serviceType == typeof(ILlamaEngine) ? engine
        : serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
        // The engine has its own owner.
    }
}
