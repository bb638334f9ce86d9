using System.Numerics.Tensors;
using Grpc.Core;
using Q = GroupChat.Vectors.Qdrant.Wire;

namespace GroupChat.Vectors.Tests.Qdrant.Double;

internal sealed partial class DoublePoints
{
    private const int DefaultLimit = 10;

    public override Task<Q.QueryResponse> Query(Q.QueryPoints request, ServerCallContext context)
    {
        if (request is { HasLimit: true, Limit: 0 } || request.Query?.Nearest is null)
            throw QdrantDouble.Invalid("Query variant is missing, or limit is 0");
        lock (state.Gate)
        {
            var collection = state.Require(request.CollectionName);
            var (score, isDistance) = (ScoreOf(collection, request), IsDistance(collection, request));
            var limit = request.HasLimit ? (int)request.Limit : DefaultLimit;
            var best = Matching(collection, request.Filter)
                .Select(pair => (Point: pair.Value, Score: score(pair.Value)))
                .Where(one => one.Score is { } found && (!request.HasScoreThreshold || IsBetter(found, request.ScoreThreshold)))
                .OrderBy(one => isDistance ? one.Score : -one.Score).Skip((int)request.Offset).Take(limit);
            return Task.FromResult(new Q.QueryResponse
            {
                Result =
                {
                    best.Select(one => new Q.ScoredPoint
                    {
                        Id = one.Point.Id,
                        Score = one.Score!.Value,
                        Payload = { one.Point.Shown(request.WithPayload) },
                        Vectors = one.Point.Shown(request.WithVectors, collection, state.IsOld),
                    }),
                },
            });

            // What is no better than the threshold does not count.
            bool IsBetter(float found, float threshold) => isDistance ? found < threshold : found > threshold;
        }
    }

    private static bool IsDistance(DoubleCollection collection, Q.QueryPoints request) =>
        request.Query.Nearest.Dense is not null && collection.Shape(request.Using).Distance == Q.Distance.Euclid;

    private static Func<DoublePoint, float?> ScoreOf(DoubleCollection collection, Q.QueryPoints request) => request.Query.Nearest.VariantCase switch
    {
        Q.VectorInput.VariantOneofCase.Dense => ByVector(request.Using, collection.Dense(request.Using, request.Query.Nearest.Dense.Data), collection.Shape(request.Using).Distance),
        Q.VectorInput.VariantOneofCase.Sparse => ByWords(request.Using, collection.Words(request.Using, request.Query.Nearest.Sparse)),
        _ => throw QdrantDouble.Invalid("Malformed VectorInput"),
    };

    private static Func<DoublePoint, float?> ByVector(string name, float[] query, Q.Distance distance) => point =>
        !point.Dense.TryGetValue(name, out var vector) ? null
        : distance == Q.Distance.Euclid ? TensorPrimitives.Distance<float>(query, vector)
        : TensorPrimitives.Dot<float>(query, vector);

    // What has nothing in common is not found.
    private static Func<DoublePoint, float?> ByWords(string name, Dictionary<uint, float> query) =>
        point => point.Sparse.TryGetValue(name, out var words) && query.Keys.Any(words.ContainsKey)
            ? query.Sum(word => word.Value * words.GetValueOrDefault(word.Key))
            : null;
}
