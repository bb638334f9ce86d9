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
        var isLast = points.Count == 0 || (answer.NextPageOffset is null && points.Count <= limit);
        return new([.. points.Take(limit)], isLast ? null : points[Math.Min(limit, points.Count) - 1].Id);
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
