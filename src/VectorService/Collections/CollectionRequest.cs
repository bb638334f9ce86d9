using GroupChat.Vectors.Dense;

namespace GroupChat.Vectors.Collections;

/// <summary>
/// What a caller wants a collection to be. Empty embedder, dimension 0 and no metric leave the choice to the server: for a collection that is
/// there it was made, and stands.
/// </summary>
internal sealed record CollectionRequest(string Id, string Embedder, int Dimension, VectorMetric? Metric = null)
{
    /// <summary>Whether it asks for nothing that this one is not.</summary>
    public bool Accepts(CollectionDefinition stored) =>
        (Embedder.Length == 0 || Embedder == stored.Embedder) && (Dimension == 0 || Dimension == stored.Dimension) && (Metric ?? stored.Metric) == stored.Metric;
}
