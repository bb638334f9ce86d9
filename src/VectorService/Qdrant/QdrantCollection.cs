using System.Globalization;
using GroupChat.Vectors.Collections;
using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Qdrant;

/// <summary>
/// A collection as Qdrant has it. What we have to know of it is the name of its vector, because that is made with the collection in
/// one step and never changes: a number that no other collection has, the time, the embedder. A writer who still believes in a
/// collection that was deleted and made anew is refused by Qdrant itself, since the vector of that name is no more.
/// </summary>
/// <param name="Definition">What we call it.</param>
/// <param name="Name">Its name there.</param>
/// <param name="Vector">The name of its dense vector.</param>
internal sealed record QdrantCollection(CollectionDefinition Definition, string Name, string Vector)
{
    /// <summary>The name of the sparse vector, by which words are searched.</summary>
    public const string Words = "words";

    /// <summary>What Qdrant allows.</summary>
    private const int MaxVectorName = 200;

    private const string Mark = "gc1";

    public static QdrantCollection Of(CollectionDefinition definition, string prefix)
    {
        var vector = string.Create(
            CultureInfo.InvariantCulture,
            $"{Mark}.{definition.Key:x16}.{definition.Created.ToUnixTimeMilliseconds():x}.{QdrantName.Of(definition.Embedder)}");
        return vector.Length <= MaxVectorName
            ? new(definition, prefix + definition.Id, vector)
            : throw VectorErrors.EmbedderNameTooLong(definition.Embedder);
    }

    /// <summary>A collection by what the server says of it; null when it is not one of ours.</summary>
    public static QdrantCollection? Read(string name, string prefix, Wire.CollectionParams? parameters)
    {
        if (!name.StartsWith(prefix, StringComparison.Ordinal) || parameters?.VectorsConfig?.ParamsMap is not { Map.Count: 1 } map)
            return null;
        var (vector, shape) = map.Map.Single();
        return vector.Split('.', 4) is [Mark, var key, var created, var embedder]
            && long.TryParse(key, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            && long.TryParse(created, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds >= 0 && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            && shape.Size is > 0 and <= VectorShape.MaxDimension
            && QdrantName.Read(embedder) is { } embedderName
            && QdrantMetric.Read(shape.Distance) is { } metric
            ? new(Definition(metric), name, vector)
            : null;

        CollectionDefinition Definition(VectorMetric metric) =>
            new(name[prefix.Length..], (int)shape.Size, embedderName, DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), number) { Metric = metric };
    }

    public QdrantTenant Tenant(TenantAddress address) => new(this, address);
}
