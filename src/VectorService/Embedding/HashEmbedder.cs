using System.Numerics.Tensors;
using GroupChat.Vectors.Text;
using Microsoft.Extensions.AI;

namespace GroupChat.Vectors.Embedding;

/// <summary>
/// "hash-v1": text to 768 dimensions by signed feature hashing, with no model file. It knows no synonyms: it finds near
/// duplicates and similar wording, and BM25 leads wherever both answer. Stored vectors carry no corpus statistics and never
/// go stale; a query is weighted by the tenant's own counts (<see cref="EmbedQuery"/>).
/// </summary>
internal sealed class HashEmbedder : IEmbeddingGenerator<string, Embedding<float>>
{
    public const string Name = "hash-v1";
    public const int Dimension = 768;

    private static readonly EmbeddingGeneratorMetadata Metadata = new("groupchat", null, Name, Dimension);

    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var embeddings = new GeneratedEmbeddings<Embedding<float>>();
        foreach (var value in values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            embeddings.Add(new Embedding<float>(Embed(value)) { ModelId = Name });
        }

        return Task.FromResult(embeddings);
    }

    /// <summary>A stored text's vector, of unit length; all zeros where the text has no word at all.</summary>
    public static float[] Embed(string text)
    {
        var vector = new float[Dimension];
        foreach (var feature in HashFeatures.Of(Tokenizer.Tokenize(text)))
            Add(vector, feature.Hash, feature.Strength);
        return Normalized(vector);
    }

    /// <summary>
    /// A query's vector: each feature weighs by its rarity among the tenant's points. Features no point has are dropped, they
    /// would only add noise and, being the rarest, would drown the rest. All zeros: the query shares nothing with any point.
    /// </summary>
    public static float[] EmbedQuery(string text, FeatureCounts counts, int points)
    {
        var vector = new float[Dimension];
        foreach (var feature in HashFeatures.Of(Tokenizer.Tokenize(text)))
        {
            var having = counts[feature.Hash];
            if (having > 0)
                Add(vector, feature.Hash, feature.Strength * (float)Math.Log(1 + ((double)points / having)));
        }

        return Normalized(vector);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(EmbeddingGeneratorMetadata) ? Metadata
        : serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }

    // The low 63 bits choose the dimension, the top bit the sign.
    private static void Add(float[] vector, ulong hash, float strength) =>
        vector[(int)((hash & long.MaxValue) % Dimension)] += hash >> 63 == 0 ? strength : -strength;

    private static float[] Normalized(float[] vector)
    {
        var norm = TensorPrimitives.Norm(vector);
        if (norm > 0)
            TensorPrimitives.Divide(vector, norm, vector);
        return vector;
    }
}
