using Microsoft.Extensions.AI;

namespace GroupChat.Vectors.Embedding;

/// <summary>An embedding generator under the name, with its version, by which collections remember it.</summary>
internal sealed record Embedder(string Name, int Dimension, IEmbeddingGenerator<string, Embedding<float>> Generator)
{
    /// <summary>The one that needs no model.</summary>
    public static Embedder Hash() => new(HashEmbedder.Name, HashEmbedder.Dimension, new HashEmbedder());

    /// <summary>Goes before every query.</summary>
    public string QueryPrefix { get; init; } = "";

    /// <summary>Goes before every stored text.</summary>
    public string DocumentPrefix { get; init; } = "";

    /// <summary>Set when queries are embedded differently from stored texts, by the tenant's own feature counts.</summary>
    public bool WeighsQueries => Generator.GetService(typeof(HashEmbedder)) is not null;

    /// <summary>Vectors of texts to store, in order.</summary>
    public async Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        if (texts.Count == 0)
            return [];
        var embeddings = await Generator.GenerateAsync(texts.Select(text => DocumentPrefix + text), cancellationToken: cancellationToken);
        return [.. embeddings.Select(embedding => embedding.Vector.ToArray())];
    }

    /// <summary>The vector of a query.</summary>
    public async Task<float[]> EmbedQueryAsync(string text, CancellationToken cancellationToken) =>
        (await Generator.GenerateAsync([QueryPrefix + text], cancellationToken: cancellationToken))[0].Vector.ToArray();
}
