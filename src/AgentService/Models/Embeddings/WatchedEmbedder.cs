using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Models.Embeddings;

/// <summary>Traces and measures every request, and notes by it whether the model can be had. Texts and vectors are never recorded.</summary>
internal sealed class WatchedEmbedder(IEmbeddingGenerator<string, Embedding<float>> inner, ModelHealth health, TimeProvider time)
    : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    private readonly EmbeddingGeneratorMetadata? _metadata = inner.GetService(typeof(EmbeddingGeneratorMetadata)) as EmbeddingGeneratorMetadata;

    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var operation = new ModelOperation(ModelOperation.Embeddings, _metadata?.ProviderName, _metadata?.DefaultModelId, time);
        try
        {
            var made = await operation.Watch(new ValueTask<GeneratedEmbeddings<Embedding<float>>>(base.GenerateAsync(values, options, cancellationToken)));
            if (made.Usage is { } usage)
                operation.Used(usage);
            health.Is(ModelState.Ready);
            return made;
        }
        catch (ModelFailure failure)
        {
            health.Is(ModelState.Unavailable, failure.Message);
            throw;
        }
    }
}
