using GroupChat.Vectors.Collections;
using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Storage;

/// <summary>
/// Keeps collections and points durably. A write's task completes when the write is on disk; just before, and in the order of
/// the commits, its callback is told, so that what is in memory can follow. Callbacks hold up all writers: they are short.
/// </summary>
internal interface IPointStore
{
    /// <summary>Stores the collection unless one of its id is there; returns the one that is there then.</summary>
    Task<CollectionInfo> EnsureCollectionAsync(CollectionDefinition wanted, CancellationToken cancellationToken);

    Task<CollectionDefinition?> FindCollectionAsync(string id, CancellationToken cancellationToken);

    /// <summary>As <see cref="FindCollectionAsync"/>, with its points counted, which takes longer the more there are.</summary>
    Task<CollectionInfo?> DescribeCollectionAsync(string id, CancellationToken cancellationToken);

    Task<IReadOnlyList<CollectionInfo>> ListCollectionsAsync(string after, int limit, CancellationToken cancellationToken);

    /// <summary>Deletes a collection with its points and names its key to the callback; false when there is none.</summary>
    Task<bool> DeleteCollectionAsync(string id, Action<long> committed, CancellationToken cancellationToken);

    /// <summary>Inserts or replaces. False when the collection is gone.</summary>
    Task<bool> UpsertAsync(
        TenantAddress address, IReadOnlyList<StoredPoint> points, Action<long> committed, CancellationToken cancellationToken);

    /// <summary>Deletes by id; what is not there is no error. Returns the ids deleted.</summary>
    Task<IReadOnlyList<string>> DeleteAsync(
        TenantAddress address, IReadOnlyList<string> ids, Action<PointsDeleted> committed, CancellationToken cancellationToken);

    /// <summary>Deletes by payload. Returns the ids deleted.</summary>
    Task<IReadOnlyList<string>> DeleteAsync(
        TenantAddress address, PayloadFilter filter, Action<PointsDeleted> committed, CancellationToken cancellationToken);

    /// <summary>The points of these ids that are there, in the order asked.</summary>
    Task<IReadOnlyList<StoredPoint>> GetAsync(TenantAddress address, IReadOnlyList<string> ids, CancellationToken cancellationToken);

    Task<long> CountAsync(TenantAddress address, PayloadFilter? filter, CancellationToken cancellationToken);

    /// <summary>
    /// Points behind an id, in the order of their ids: at most so many, and fewer when the filter would have too many looked at.
    /// </summary>
    Task<ScrolledPoints> ScrollAsync(
        TenantAddress address, string after, PayloadFilter? filter, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// All points of a collection, tenant by tenant where the store can, a page at a time. What is written meanwhile may or may not be seen.
    /// </summary>
    IAsyncEnumerable<TenantPoints> WalkAsync(CollectionDefinition collection, CancellationToken cancellationToken);

    /// <summary>Some points of a tenant, chosen at random.</summary>
    Task<IReadOnlyList<StoredPoint>> SampleAsync(TenantAddress address, int count, CancellationToken cancellationToken);
}
