using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using GroupChat.Vectors.Collections;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Storage;

namespace GroupChat.Vectors.Qdrant;

internal sealed partial class QdrantPointStore
{
    private const int WalkedTogether = 256;

    public async IAsyncEnumerable<TenantPoints> WalkAsync(CollectionDefinition collection, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var whole = collections.Of(collection.Key) ?? throw VectorErrors.CollectionNotFound(collection.Id);
        for (Wire.PointId? next = null; ;)
        {
            var answer = await PageAsync(whole, null, next, WalkedTogether, cancellationToken);
            foreach (var some in answer.Result.GroupBy(point => QdrantTenant.NameOf(point.Payload, collection.Key)).Where(some => some.Key is not null))
                yield return new(some.Key!, [.. some.Select(point => QdrantPoint.Read(whole, point.Payload, point.Vectors))]);
            if ((next = answer.NextPageOffset) is null)
                yield break;
        }
    }

    /// <summary>Ids are digests: whatever comes behind one that is chosen at random is chosen at random.</summary>
    public async Task<IReadOnlyList<StoredPoint>> SampleAsync(TenantAddress address, int count, CancellationToken cancellationToken)
    {
        var tenant = Require(address);
        var from = new Wire.PointId { Uuid = new Guid(RandomNumberGenerator.GetBytes(16)).ToString() };
        var points = (await PageAsync(tenant.Collection, tenant.Filter(), from, count, cancellationToken)).Result.ToList();
        if (points.Count < count)
            points.AddRange((await PageAsync(tenant.Collection, tenant.Filter(), null, count - points.Count, cancellationToken)).Result);
        return [.. points.Select(point => QdrantPoint.Read(tenant.Collection, point.Payload, point.Vectors)).DistinctBy(point => point.Id)];
    }

    private Task<Wire.ScrollResponse> PageAsync(
        QdrantCollection collection, Wire.Filter? filter, Wire.PointId? from, int limit, CancellationToken cancellationToken)
    {
        var request = new Wire.ScrollPoints
        {
            CollectionName = collection.Name,
            Filter = filter,
            Offset = from,
            Limit = (uint)limit,
            WithPayload = QdrantPayload.Shown,
            WithVectors = QdrantPoint.VectorOf(collection),
        };
        return AskAsync(collection, call => link.Points.ScrollAsync(request, call), cancellationToken);
    }
}
