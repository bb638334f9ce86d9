using System.Numerics.Tensors;
using Q = GroupChat.Vectors.Qdrant.Wire;

namespace GroupChat.Vectors.Tests.Qdrant.Double;

/// <summary>One collection: its shape and its points in the order of their ids.</summary>
internal sealed class DoubleCollection(Q.CreateCollection made)
{
    public SortedDictionary<string, DoublePoint> Points { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Indexed { get; } = [];

    public Q.CreateCollection Made => made;

    public Q.CollectionInfo Info() => new()
    {
        Status = Q.CollectionStatus.Green,
        SegmentsCount = 1,
        PointsCount = (ulong)Points.Count,
        IndexedVectorsCount = (ulong)Points.Count,
        Config = new() { Params = new() { VectorsConfig = made.VectorsConfig, SparseVectorsConfig = made.SparseVectorsConfig } },
        PayloadSchema = { Indexed.ToDictionary(field => field, _ => new Q.PayloadSchemaInfo()) },
    };

    public Q.VectorParams Shape(string vector) => made.VectorsConfig.ParamsMap.Map.TryGetValue(vector, out var shape) ? shape : throw NoVector(vector);

    public void RequireSparse(string vector)
    {
        if (made.SparseVectorsConfig?.Map.ContainsKey(vector) != true)
            throw NoVector(vector);
    }

    /// <summary>A point as it is kept; nothing of the batch is kept when one of it is refused.</summary>
    public DoublePoint Accept(Q.PointStruct point)
    {
        if (point.Vectors?.VectorsOptionsCase != Q.Vectors.VectorsOptionsOneofCase.Vectors_)
            throw QdrantDouble.Invalid("Conversion error: Expected named vectors");
        var accepted = new DoublePoint(point.Id, point.Payload.ToDictionary(entry => entry.Key, entry => entry.Value.Clone()));
        foreach (var (name, vector) in point.Vectors.Vectors_.Vectors)
        {
            if (vector.VectorCase == Q.Vector.VectorOneofCase.Sparse)
                accepted.Sparse[name] = Words(name, vector.Sparse);
            else
                accepted.Dense[name] = Dense(name, vector.Dense?.Data ?? []);
        }

        return accepted;
    }

    /// <summary>Checked, and of length 1 where the distance is cosine.</summary>
    public float[] Dense(string name, IReadOnlyCollection<float> data)
    {
        var shape = Shape(name);
        float[] vector = [.. data];
        if ((ulong)vector.Length != shape.Size)
            throw QdrantDouble.Invalid($"Wrong input: Vector dimension error: expected dim: {shape.Size}, got {vector.Length}");
        var length = TensorPrimitives.Norm(vector);
        if (shape.Distance == Q.Distance.Cosine && length > 0 && Math.Abs(length - 1) > 1e-6)
            TensorPrimitives.Divide(vector, length, vector);
        return vector;
    }

    public Dictionary<uint, float> Words(string name, Q.SparseVector vector)
    {
        RequireSparse(name);
        if (vector.Indices.Count != vector.Values.Count || vector.Indices.Count == 0 || vector.Indices.Distinct().Count() != vector.Indices.Count)
            throw QdrantDouble.Invalid("Validation error: must be the same length as indices, must be unique");
        return vector.Indices.Zip(vector.Values).ToDictionary();
    }

    private static Grpc.Core.RpcException NoVector(string vector) => QdrantDouble.Invalid($"Wrong input: Not existing vector name error: {vector}");
}
