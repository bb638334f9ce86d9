using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Qdrant;

/// <summary>Points on their way there and back.</summary>
internal static class QdrantPoint
{
    public static Wire.PointStruct Of(QdrantTenant tenant, StoredPoint point, long version)
    {
        var words = QdrantWords.OfText(point.Text);
        var vectors = new Wire.NamedVectors
        {
            Vectors =
            {
                [tenant.Collection.Vector] = new() { Dense = new() { Data = { point.Vector } } },
                [QdrantCollection.Words] = new() { Sparse = words },
            },
        };
        if (words.Indices.Count == 0)
            vectors.Vectors.Remove(QdrantCollection.Words);
        var sent = new Wire.PointStruct { Id = tenant.IdOf(point.Id), Vectors = new() { Vectors_ = vectors } };
        QdrantPayload.Write(sent.Payload, tenant, point, version, words.Indices);
        return sent;
    }

    /// <summary>Asks for the dense vector.</summary>
    public static Wire.WithVectorsSelector VectorOf(QdrantCollection collection) => new() { Include = new() { Names = { collection.Vector } } };

    public static StoredPoint Read(QdrantCollection collection, IDictionary<string, Wire.Value> payload, Wire.VectorsOutput? vectors) =>
        QdrantPayload.Read(payload, vectors?.Vectors?.Vectors.TryGetValue(collection.Vector, out var vector) == true ? DataOf(vector) : []);

    // By the version of the server.
    private static float[] DataOf(Wire.VectorOutput vector) => [.. vector.Dense?.Data ?? vector.Data];
}
