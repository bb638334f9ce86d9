using System.Numerics.Tensors;
using Microsoft.Extensions.AI;

namespace GroupChat.Vectors.Embedding.Remote;

/// <summary>Looks at what comes from elsewhere: one vector for each text, of the right dimension, finite and with a direction.</summary>
internal sealed class CheckedEmbedder(IEmbeddingGenerator<string, Embedding<float>> inner, string name, int dimension)
    : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var made = await InnerGenerator.GenerateAsync(values, options, cancellationToken);
        if (made.FirstOrDefault(one => one.Vector.Length != dimension) is { } other)
            throw VectorErrors.EmbedderDimension(name, dimension, other.Vector.Length);
        return made.All(one => UnitVector.HasDirection(one.Vector.Span) && MathF.Abs(TensorPrimitives.MaxMagnitude(one.Vector.Span)) <= Dense.VectorShape.MaxMagnitude)
            ? made
            : throw VectorErrors.EmbedderNonsense(name);
    }
}
