using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Models.Embeddings;

/// <summary>Makes every vector one of length 1, and refuses what cannot be one: servers differ in what they promise.</summary>
internal sealed class UnitVectors(IEmbeddingGenerator<string, Embedding<float>> inner)
    : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    private const int MostNumbers = 65_536;

    /// <exception cref="ModelFailure">Too few or too many vectors, of different sizes, empty, of length 0, or without a length.</exception>
    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var texts = values.ToList();
        var made = await base.GenerateAsync(texts, options, cancellationToken);
        if (made.Count != texts.Count || made.Any(vector => vector.Vector.Length is 0 or > MostNumbers || vector.Vector.Length != made[0].Vector.Length))
            throw ModelFailure.Unreadable();
        return new(made.Select(static vector => new Embedding<float>(Unit(vector.Vector.Span)))) { Usage = made.Usage };
    }

    private static float[] Unit(ReadOnlySpan<float> numbers)
    {
        var sum = 0.0;
        foreach (var number in numbers)
            sum += (double)number * number;
        // NaN is neither finite nor above 0.
        if (!double.IsFinite(sum) || sum <= 0)
            throw ModelFailure.Unreadable();
        var length = Math.Sqrt(sum);
        var vector = new float[numbers.Length];
        for (var i = 0; i < vector.Length; i++)
            vector[i] = (float)(numbers[i] / length);
        return vector;
    }
}
