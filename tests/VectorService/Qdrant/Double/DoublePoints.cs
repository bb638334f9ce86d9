using Grpc.Core;
using Q = GroupChat.Vectors.Qdrant.Wire;

namespace GroupChat.Vectors.Tests.Qdrant.Double;

/// <summary>qdrant.Points. What nobody waits for is never applied: whoever relies on it is found out.</summary>
internal sealed partial class DoublePoints(DoubleState state) : Q.Points.PointsBase
{
    public override Task<Q.PointsOperationResponse> Upsert(Q.UpsertPoints request, ServerCallContext context) =>
        Write(request.CollectionName, request.Wait, collection =>
        {
            var accepted = request.Points.Select(point => (DoublePoint.KeyOf(point.Id), collection.Accept(point))).ToArray();
            return () =>
            {
                foreach (var (key, point) in accepted)
                    collection.Points[key] = point;
            };
        });

    public override Task<Q.PointsOperationResponse> Delete(Q.DeletePoints request, ServerCallContext context) =>
        Write(request.CollectionName, request.Wait, collection =>
        {
            var keys = request.Points?.PointsSelectorOneOfCase switch
            {
                Q.PointsSelector.PointsSelectorOneOfOneofCase.Points => request.Points.Points.Ids.Select(DoublePoint.KeyOf),
                Q.PointsSelector.PointsSelectorOneOfOneofCase.Filter => Matching(collection, request.Points.Filter).Select(pair => pair.Key),
                _ => throw QdrantDouble.Invalid("PointsSelector must be specified"),
            };
            string[] gone = [.. keys];
            return () => Array.ForEach(gone, key => collection.Points.Remove(key));
        });

    public override Task<Q.PointsOperationResponse> CreateFieldIndex(Q.CreateFieldIndexCollection request, ServerCallContext context) =>
        Write(request.CollectionName, request.Wait, collection => () => collection.Indexed.Add(request.FieldName));

    public override Task<Q.GetResponse> Get(Q.GetPoints request, ServerCallContext context)
    {
        lock (state.Gate)
        {
            var collection = state.Require(request.CollectionName);
            var found = request.Ids.Select(DoublePoint.KeyOf).Where(collection.Points.ContainsKey).Reverse().Select(key => collection.Points[key]);
            return Task.FromResult(new Q.GetResponse { Result = { found.Select(point => Retrieved(point, collection, request.WithPayload, request.WithVectors)) } });
        }
    }

    public override Task<Q.ScrollResponse> Scroll(Q.ScrollPoints request, ServerCallContext context)
    {
        if (request is { HasLimit: true, Limit: 0 })
            throw QdrantDouble.Invalid("limit must be at least 1");
        lock (state.Gate)
        {
            var collection = state.Require(request.CollectionName);
            var from = request.Offset is null ? "" : DoublePoint.KeyOf(request.Offset);
            var limit = request.HasLimit ? (int)request.Limit : 10;
            var found = Matching(collection, request.Filter).Where(pair => string.CompareOrdinal(pair.Key, from) >= 0).Take(limit + 1).ToArray();
            return Task.FromResult(new Q.ScrollResponse
            {
                Result = { found.Take(limit).Select(pair => Retrieved(pair.Value, collection, request.WithPayload, request.WithVectors)) },
                NextPageOffset = found.Length > limit ? found[limit].Value.Id : null,
            });
        }
    }

    public override Task<Q.CountResponse> Count(Q.CountPoints request, ServerCallContext context)
    {
        lock (state.Gate)
        {
            // An estimate is allowed to be wrong where nobody asked for better.
            var wrong = request.Exact ? 0 : 7;
            var count = Matching(state.Require(request.CollectionName), request.Filter).Length + wrong;
            return Task.FromResult(new Q.CountResponse { Result = new() { Count = (ulong)count } });
        }
    }

    private static KeyValuePair<string, DoublePoint>[] Matching(DoubleCollection collection, Q.Filter? filter) =>
        [.. collection.Points.Where(pair => DoubleFilter.Matches(filter, pair.Value))];

    private Q.RetrievedPoint Retrieved(
        DoublePoint point, DoubleCollection collection, Q.WithPayloadSelector? payload, Q.WithVectorsSelector? vectors) =>
        new() { Id = point.Id, Payload = { point.Shown(payload) }, Vectors = point.Shown(vectors, collection, state.IsOld) };

    private Task<Q.PointsOperationResponse> Write(string name, bool wait, Func<DoubleCollection, Action> prepare)
    {
        lock (state.Gate)
        {
            var apply = prepare(state.Require(name));
            if (wait)
                apply();
            return Task.FromResult(new Q.PointsOperationResponse
            {
                Result = new() { Status = wait ? Q.UpdateStatus.Completed : Q.UpdateStatus.Acknowledged },
            });
        }
    }
}
