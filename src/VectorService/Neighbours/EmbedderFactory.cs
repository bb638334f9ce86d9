using GroupChat.Contracts.Agent.V1;
using GroupChat.Vectors.Embedding;
using GroupChat.Vectors.Embedding.Remote;
using Microsoft.Extensions.AI;

namespace GroupChat.Vectors.Neighbours;

/// <summary>
/// Makes a configured embedder: the way to its server, and around it, from the inside out, answers that are looked at, further attempts,
/// several requests for many texts, and vectors that are kept.
/// </summary>
/// <param name="agents">The way to AgentService; asked for only by embedders that need it.</param>
/// <param name="time">For pauses and deadlines.</param>
internal sealed class EmbedderFactory(Func<EmbeddingService.EmbeddingServiceClient> agents, TimeProvider time)
{
    public Embedder Make(string name, EmbedderOptions options)
    {
        var model = options.Model.Length > 0 ? options.Model : name;
        IEmbeddingGenerator<string, Embedding<float>> generator = options.Provider == EmbedderProvider.Agents
            ? new AgentsEmbedder(name, model, TimeSpan.FromSeconds(options.TimeoutSeconds), agents(), time)
            : new OpenAIEmbedder(name, model, options, time);
        generator = new CheckedEmbedder(generator, name, options.Dimension);
        generator = new BatchedEmbedder(new RetriedEmbedder(generator, options.Retries, time), Math.Min(options.BatchSize, AgentsEmbedder.MostNumbers / options.Dimension));
        return new(name, options.Dimension, new CachedEmbedder(generator, options.CacheEntries))
        {
            QueryPrefix = options.QueryPrefix,
            DocumentPrefix = options.DocumentPrefix,
        };
    }
}
