using GroupChat.Agents.Metering;

namespace GroupChat.Agents.Models.Embeddings;

/// <summary>Texts to vectors by the models of this server.</summary>
internal sealed class EmbeddingDesk(ModelCatalog models, IUsageLedger ledger)
{
    // Four bytes each, within the largest message.
    private const int MostNumbers = 1_000_000;

    /// <summary>One vector of length 1 for each text, all of the same size. At least one text.</summary>
    /// <exception cref="ServiceDefaults.Errors.DomainError">Any of <see cref="EmbeddingErrors"/>, or of local inference.</exception>
    public async Task<IReadOnlyList<ReadOnlyMemory<float>>> EmbedAsync(
        string modelId, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var model = models.Find(modelId) ?? throw EmbeddingErrors.ModelNotFound(modelId);
        var embedder = model.Embedder ?? throw EmbeddingErrors.NotEmbedding(modelId);
        try
        {
            var made = await embedder.GenerateAsync(texts, options: null, cancellationToken);
            // Whose documents and questions they are is not known here.
            if (made.Usage is { InputTokenCount: { } tokens and > 0 })
                ledger.Note(new(CostKind.Embedding, modelId, tokens, 0, 0, Estimated: false));
            var dimension = made[0].Vector.Length;
            return (long)dimension * made.Count <= MostNumbers
                ? [.. made.Select(static vector => vector.Vector)]
                : throw EmbeddingErrors.TooMany(dimension, MostNumbers);
        }
        catch (ModelFailure failure)
        {
            throw EmbeddingErrors.Failed(modelId, failure);
        }
    }
}
