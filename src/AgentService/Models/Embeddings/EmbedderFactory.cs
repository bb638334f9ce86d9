using GroupChat.Agents.Llama;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Models.Embeddings;

/// <summary>
/// Makes what turns texts into vectors: the way to its server or engine, and around it, from the inside out, checked vectors of
/// length 1, further attempts, several requests for many texts, telemetry and its state.
/// </summary>
internal sealed class EmbedderFactory(Func<string, ModelOptions, ModelHealth, ILlamaEngine> engine, TimeProvider time)
{
    // Well below what servers take in one request, 2,048 texts and 300,000 tokens at OpenAI; each is done before its silence ends.
    private const int MostTexts = 64;
    private const int MostBytes = 256 * 1024;

    public IEmbeddingGenerator<string, Embedding<float>> Make(string id, ModelOptions options, ModelHealth health)
    {
        IEmbeddingGenerator<string, Embedding<float>> embedder = options.Provider switch
        {
            ModelProvider.Llama => new LlamaEmbeddingGenerator(engine(id, options, health), id),
            ModelProvider.Ollama => new RemoteEmbedder(options, EmbeddingDialect.Ollama, time),
            _ => new RemoteEmbedder(options, EmbeddingDialect.OpenAI, time),
        };
        embedder = new RetryEmbedder(new UnitVectors(embedder), options.Retries, time);
        return new WatchedEmbedder(new BatchedEmbedder(embedder, MostTexts, MostBytes), health, time);
    }
}
