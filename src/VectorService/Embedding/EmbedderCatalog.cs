using Microsoft.Extensions.AI;

namespace GroupChat.Vectors.Embedding;

/// <summary>The embedders of this process by name. The first one is the default.</summary>
internal sealed class EmbedderCatalog
{
    private readonly OrderedDictionary<string, Embedder> _embedders = new(StringComparer.Ordinal);

    public EmbedderCatalog(IEnumerable<IEmbeddingGenerator<string, Embedding<float>>> generators)
    {
        foreach (var generator in generators)
        {
            if (generator.GetService(typeof(EmbeddingGeneratorMetadata)) is not EmbeddingGeneratorMetadata
                { DefaultModelId: { } name, DefaultModelDimensions: { } dimension })
                throw new InvalidOperationException($"{generator.GetType().Name} names no model or no dimension.");
            _embedders.Add(name, new Embedder(name, dimension, generator));
        }
    }

    public IReadOnlyCollection<string> Names => _embedders.Keys;

    /// <summary>The embedder of this name, the default for an empty one, null for a name this process does not have.</summary>
    public Embedder? Find(string name) =>
        name.Length == 0 ? _embedders.GetAt(0).Value : _embedders.GetValueOrDefault(name);

    /// <summary>The embedder a stored collection was made with.</summary>
    public Embedder Require(string name) => _embedders.GetValueOrDefault(name) ?? throw VectorErrors.EmbedderUnavailable(name);
}
