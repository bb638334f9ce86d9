using GroupChat.Vectors.Points;
using GroupChat.Vectors.Storage;
using Grpc.Core;

namespace GroupChat.Vectors.Qdrant;

internal sealed partial class QdrantPointStore
{
    private const int ReadTogether = 1_000;

    public async Task<IReadOnlyList<StoredPoint>> GetAsync(TenantAddress address, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var tenant = Require(address);
        var request = new Wire.GetPoints
        {
            CollectionName = tenant.Collection.Name,
            Ids = { ids.Distinct().Select(tenant.IdOf) },
            WithPayload = QdrantPayload.Shown,
            WithVectors = QdrantPoint.VectorOf(tenant.Collection),
        };
        var answer = await AskAsync(tenant.Collection, call => link.Points.GetAsync(request, call), cancellationToken);
        var found = answer.Result.Where(point => tenant.Has(point.Payload)).Select(point => QdrantPoint.Read(tenant.Collection, point.Payload, point.Vectors))
            .ToDictionary(point => point.Id, StringComparer.Ordinal);
        return [.. ids.Where(found.ContainsKey).Select(id => found[id])];
    }

    public Task<long> CountAsync(TenantAddress address, PayloadFilter? filter, CancellationToken cancellationToken) =>
        CountAsync(Require(address), filter, cancellationToken);

    public async Task<ScrolledPoints> ScrollAsync(
        TenantAddress address, string after, PayloadFilter? filter, int limit, CancellationToken cancellationToken)
    {
        var tenant = Require(address);
        var request = new Wire.ScrollPoints
        {
            CollectionName = tenant.Collection.Name,
            Filter = tenant.Filter(filter),
            // The offset is the first to come, and the one the caller has seen already may be there no more.
            Offset = after.Length == 0 ? null : tenant.IdOf(after),
            Limit = (uint)limit + 1,
            WithPayload = QdrantPayload.Shown,
            WithVectors = QdrantPoint.VectorOf(tenant.Collection),
        };
        var answer = await AskAsync(tenant.Collection, call => link.Points.ScrollAsync(request, call), cancellationToken);
        var points = answer.Result.Select(point => QdrantPoint.Read(tenant.Collection, point.Payload, point.Vectors))
            .Where(point => point.Id != after).ToList();
        var isLast = answer.NextPageOffset is null && points.Count <= limit;
        return new([.. points.Take(limit)], isLast ? null : points[Math.Min(limit, points.Count) - 1].Id);
    }

    /// <summary>How many points a tenant has.</summary>
    public Task<long> CountAsync(QdrantTenant tenant, CancellationToken cancellationToken) => CountAsync(tenant, (PayloadFilter?)null, cancellationToken);

    /// <summary>How many of them a filter lets through.</summary>
    public Task<long> CountAsync(QdrantTenant tenant, PayloadFilter? filter, CancellationToken cancellationToken) =>
        CountAsync(tenant.Collection, tenant.Filter(filter), cancellationToken);

    /// <summary>How many of a tenant's points have a word.</summary>
    public Task<long> CountAsync(QdrantTenant tenant, uint word, CancellationToken cancellationToken) =>
        CountAsync(tenant.Collection, tenant.Filter(word), cancellationToken);

    /// <summary>The nearest of a tenant's points to a vector of either kind, best first.</summary>
    public async Task<IReadOnlyList<(StoredPoint Point, double Score)>> NearestAsync(
        QdrantTenant tenant, QdrantQuery query, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(tenant.Collection, call => link.Points.QueryAsync(query.ToRequest(tenant), call), cancellationToken);
        return
        [
            .. answer.Result.Select(point => (Point: QdrantPoint.Read(tenant.Collection, point.Payload, point.Vectors), Score: query.ScoreOf(point)))
                .Where(one => one.Score is not null).Select(one => (one.Point, one.Score!.Value))
                .OrderByDescending(one => one.Value).ThenBy(one => one.Point.Id, StringComparer.Ordinal),
        ];
    }

    public QdrantTenant TenantOf(TenantAddress address) => Require(address);

    private async Task<IReadOnlyList<string>> DeleteAsync(
        QdrantTenant tenant, Func<QdrantTenant, Wire.Filter> choose, Action<PointsDeleted> committed, CancellationToken cancellationToken)
    {
        // The server does not say what it deleted.
        var ids = await IdsAsync(tenant, choose(tenant), cancellationToken);
        foreach (var some in ids.Chunk(ReadTogether))
        {
            var request = new Wire.DeletePoints { CollectionName = tenant.Collection.Name, Wait = true, Points = new() { Filter = tenant.Filter(ids: some) } };
            Applied(await AskAsync(tenant.Collection, call => link.Points.DeleteAsync(request, call), cancellationToken));
        }

        committed(new(ids.Count == 0 ? 0 : NextVersion(), ids));
        return ids;
    }

    private async Task<IReadOnlyList<string>> IdsAsync(QdrantTenant tenant, Wire.Filter filter, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        for (Wire.PointId? next = null; ;)
        {
            var request = new Wire.ScrollPoints
            {
                CollectionName = tenant.Collection.Name,
                Filter = filter,
                Offset = next,
                Limit = ReadTogether,
                WithPayload = QdrantPayload.Ids,
            };
            var answer = await AskAsync(tenant.Collection, call => link.Points.ScrollAsync(request, call), cancellationToken);
            ids.AddRange(answer.Result.Select(point => QdrantPayload.IdOf(point.Payload)));
            if ((next = answer.NextPageOffset) is null)
                return ids;
        }
    }

    private async Task<long> CountAsync(QdrantCollection collection, Wire.Filter? filter, CancellationToken cancellationToken)
    {
        var request = new Wire.CountPoints { CollectionName = collection.Name, Filter = filter, Exact = true };
        return (long)(await AskAsync(collection, call => link.Points.CountAsync(request, call), cancellationToken)).Result.Count;
    }

    /// <exception cref="ServiceDefaults.Errors.DomainError">COLLECTION_NOT_FOUND: another node has deleted it since.</exception>
    private async Task<T> AskAsync<T>(QdrantCollection collection, Func<CallOptions, AsyncUnaryCall<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await link.CallAsync(call, cancellationToken);
        }
        catch (QdrantFault fault) when (fault.Code is StatusCode.NotFound or StatusCode.InvalidArgument)
        {
            if (await IsGoneAsync(collection, cancellationToken))
                throw VectorErrors.CollectionNotFound(collection.Definition.Id);
            throw;
        }
    }
}
