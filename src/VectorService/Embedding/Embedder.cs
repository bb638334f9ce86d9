using Microsoft.Extensions.AI;

namespace GroupChat.Vectors.Embedding;

/// <summary>An embedding generator under the name, with its version, by which collections remember it.</summary>
internal sealed record Embedder(string Name, int Dimension, IEmbeddingGenerator<string, Embedding<float>> Generator)
{
    /// <summary>Set when queries are embedded differently from stored texts, by the tenant's own feature counts.</summary>
    public bool WeighsQueries => Generator.GetService(typeof(HashEmbedder)) is not null;

    public async Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        if (texts.Count == 0)
            return [];
        var embeddings = await Generator.GenerateAsync(texts, cancellationToken: cancellationToken);
        return [.. embeddings.Select(embedding => UnitVector.Of(embedding.Vector.Span))];
    }
}
