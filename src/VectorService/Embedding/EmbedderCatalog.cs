using GroupChat.ServiceDefaults.Hosting;
using GroupChat.Vectors.Collections;

namespace GroupChat.Vectors.Embedding;

/// <summary>The embedders of this process by name, one of them the default of new collections.</summary>
internal sealed class EmbedderCatalog
{
    /// <summary>What a collection names whose vectors always come with its points.</summary>
    public const string None = "none";

    private readonly OrderedDictionary<string, Embedder> _embedders = new(StringComparer.Ordinal);
    private readonly string _usual;

    /// <param name="embedders">All there are.</param>
    /// <param name="usual">Name of the default.</param>
    /// <exception cref="StartupError">The default is none of them.</exception>
    public EmbedderCatalog(IEnumerable<Embedder> embedders, string usual = HashEmbedder.Name)
    {
        foreach (var embedder in embedders)
            _embedders.Add(embedder.Name, embedder);
        if (!_embedders.ContainsKey(usual))
            throw new StartupError("Vectors:Embedder", $"must be one of {string.Join(", ", Names)}");
        _usual = usual;
    }

    public IReadOnlyCollection<string> Names => _embedders.Keys;

    /// <summary>Name and dimension of the embedder a new collection gets: an empty name where there is none such, dimension 0 where callers choose it.</summary>
    public (string Name, int Dimension) Offer(string name) => (name.Length == 0 ? _usual : name) switch
    {
        None => (None, 0),
        var wanted => _embedders.TryGetValue(wanted, out var embedder) ? (embedder.Name, embedder.Dimension) : ("", 0),
    };

    /// <summary>The embedder a stored collection was made with. One of its name that makes other vectors now is not the same.</summary>
    public Embedder Require(CollectionDefinition collection) =>
        _embedders.TryGetValue(collection.Embedder, out var embedder) && embedder.Dimension == collection.Dimension
            ? embedder
            : throw VectorErrors.EmbedderUnavailable(collection.Embedder);
}
