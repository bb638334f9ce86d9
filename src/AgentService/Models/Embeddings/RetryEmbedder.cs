using GroupChat.Agents.Models.Pipeline;
using Microsoft.Extensions.AI;
using Polly;

namespace GroupChat.Agents.Models.Embeddings;

/// <summary>Asks again when a model fails in a way that may pass: see <see cref="ModelRetry"/>.</summary>
internal sealed class RetryEmbedder(IEmbeddingGenerator<string, Embedding<float>> inner, int retries, TimeProvider time)
    : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    private readonly ResiliencePipeline _pipeline = ModelRetry.Of(retries, time);

    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var texts = values.ToList();
        return await _pipeline.ExecuteAsync(
            async stop => await InnerGenerator.GenerateAsync(texts, options, stop), cancellationToken);
    }
}
