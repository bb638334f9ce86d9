using Grpc.Core;
using Q = GroupChat.Vectors.Qdrant.Wire;

namespace GroupChat.Vectors.Tests.Qdrant.Double;

/// <summary>qdrant.Collections.</summary>
internal sealed class DoubleCollections(DoubleState state) : Q.Collections.CollectionsBase
{
    private const int MaxName = 255;
    private const int MaxSize = 65_536;

    public override Task<Q.CollectionOperationResponse> Create(Q.CreateCollection request, ServerCallContext context)
    {
        Check(request);
        lock (state.Gate)
        {
            if (!state.Collections.TryAdd(request.CollectionName, new DoubleCollection(request)))
                throw QdrantDouble.Refusal(StatusCode.AlreadyExists, $"Wrong input: Collection `{request.CollectionName}` already exists!");
        }

        return Task.FromResult(new Q.CollectionOperationResponse { Result = true });
    }

    public override Task<Q.CollectionOperationResponse> Delete(Q.DeleteCollection request, ServerCallContext context)
    {
        lock (state.Gate)
            return Task.FromResult(new Q.CollectionOperationResponse { Result = state.Collections.Remove(request.CollectionName) });
    }

    public override Task<Q.ListCollectionsResponse> List(Q.ListCollectionsRequest request, ServerCallContext context)
    {
        lock (state.Gate)
        {
            var names = state.Collections.Keys.Reverse().Select(name => new Q.CollectionDescription { Name = name });
            return Task.FromResult(new Q.ListCollectionsResponse { Collections = { names } });
        }
    }

    public override Task<Q.GetCollectionInfoResponse> Get(Q.GetCollectionInfoRequest request, ServerCallContext context)
    {
        lock (state.Gate)
            return Task.FromResult(new Q.GetCollectionInfoResponse { Result = state.Require(request.CollectionName).Info() });
    }

    private static void Check(Q.CreateCollection request)
    {
        var name = request.CollectionName;
        if (name.Length is 0 or > MaxName || name.Any(letter => letter is '/' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|' || char.IsControl(letter)))
            throw QdrantDouble.Invalid("Collection name cannot contain such a character");
        if (request.VectorsConfig?.ParamsMap is not { Map.Count: > 0 } vectors)
            throw QdrantDouble.Invalid("vectors_config is required here");
        foreach (var (vector, shape) in vectors.Map)
        {
            if (shape.Size is 0 or > MaxSize || shape.Distance is not (Q.Distance.Cosine or Q.Distance.Dot or Q.Distance.Euclid or Q.Distance.Manhattan) || vector.Length is 0 or > 200)
                throw QdrantDouble.Invalid("Validation error in body: size, distance or name");
        }
    }
}
