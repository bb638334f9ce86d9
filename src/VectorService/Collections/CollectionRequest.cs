using GroupChat.Vectors.Dense;

namespace GroupChat.Vectors.Collections;

/// <summary>What a caller wants a collection to be. Empty embedder and dimension 0 leave the choice to the server.</summary>
internal sealed record CollectionRequest(string Id, string Embedder, int Dimension, VectorMetric Metric = VectorMetric.Cosine);
