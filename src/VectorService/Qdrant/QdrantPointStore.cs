using GroupChat.Vectors.Collections;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Storage;
using Grpc.Core;

namespace GroupChat.Vectors.Qdrant;

/// <summary>
/// Points on a Qdrant server, which several nodes may share. A write is acknowledged when the server has applied it. Versions are
/// times of this process: they rise, and say nothing about what others write.
/// </summary>
internal sealed partial class QdrantPointStore(QdrantLink link, QdrantCollections collections, TimeProvider time) : IPointStore
{
    private long _version;

    public async Task<CollectionInfo> EnsureCollectionAsync(CollectionDefinition wanted, CancellationToken cancellationToken) =>
        await CountedAsync(await collections.EnsureAsync(wanted, cancellationToken), cancellationToken);

    public async Task<CollectionDefinition?> FindCollectionAsync(string id, CancellationToken cancellationToken) =>
        (await collections.FindAsync(id, cancellationToken))?.Definition;

    public async Task<CollectionInfo?> DescribeCollectionAsync(string id, CancellationToken cancellationToken) =>
        await collections.FindAsync(id, cancellationToken) is { } found ? await CountedAsync(found, cancellationToken) : null;

    public async Task<IReadOnlyList<CollectionInfo>> ListCollectionsAsync(string after, int limit, CancellationToken cancellationToken)
    {
        var found = new List<CollectionInfo>();
        foreach (var id in (await collections.ListAsync(cancellationToken)).Where(id => string.CompareOrdinal(id, after) > 0))
        {
            if (found.Count == limit)
                break;
            // Gone since it was listed, or not ours for all its name.
            if (await DescribeCollectionAsync(id, cancellationToken) is { } info)
                found.Add(info);
        }

        return found;
    }

    public async Task<bool> DeleteCollectionAsync(string id, Action<long> committed, CancellationToken cancellationToken)
    {
        if (await collections.DeleteAsync(id, cancellationToken) is not { } gone)
            return false;
        committed(gone);
        return true;
    }

    public async Task<bool> UpsertAsync(
        TenantAddress address, IReadOnlyList<StoredPoint> points, Action<long> committed, CancellationToken cancellationToken)
    {
        if (collections.Of(address.Key) is not { } collection)
            return false;
        var version = NextVersion();
        var request = new Wire.UpsertPoints { CollectionName = collection.Name, Wait = true };
        // The last of an id counts, as it would if they came one by one.
        request.Points.Add(points.Reverse().DistinctBy(point => point.Id).Select(point => QdrantPoint.Of(collection.Tenant(address), point, version)));
        try
        {
            Applied(await link.CallAsync(call => link.Points.UpsertAsync(request, call), cancellationToken));
        }
        catch (QdrantFault fault) when (fault.Code is StatusCode.NotFound or StatusCode.InvalidArgument)
        {
            if (!await IsGoneAsync(collection, cancellationToken))
                throw;
            return false;
        }

        committed(version);
        return true;
    }

    /// <summary>A version after all others of this process.</summary>
    private long NextVersion()
    {
        var now = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        for (var last = Volatile.Read(ref _version); ;)
        {
            var next = Math.Max(now, last + 1);
            var seen = Interlocked.CompareExchange(ref _version, next, last);
            if (seen == last)
                return next;
            last = seen;
        }
    }

    private QdrantTenant Require(TenantAddress address) =>
        collections.Of(address.Key)?.Tenant(address) ?? throw VectorErrors.CollectionNotFound("");

    // A collection of this name may be there again, but not the one that was meant.
    private async Task<bool> IsGoneAsync(QdrantCollection collection, CancellationToken cancellationToken)
    {
        collections.Forget(collection);
        return (await collections.FindAsync(collection.Definition.Id, cancellationToken))?.Definition.Key != collection.Definition.Key;
    }

    private async Task<CollectionInfo> CountedAsync(QdrantCollection collection, CancellationToken cancellationToken) =>
        new(collection.Definition, await CountAsync(collection, null, cancellationToken));

    // Anything else is not done, or not yet: who asks next would not see it.
    private static void Applied(Wire.PointsOperationResponse answer)
    {
        if (answer.Result?.Status != Wire.UpdateStatus.Completed)
            throw VectorErrors.StoreUnavailable();
    }
}
