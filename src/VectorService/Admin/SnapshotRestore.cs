using GroupChat.Vectors.Collections;
using GroupChat.Vectors.Index;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Storage;

namespace GroupChat.Vectors.Admin;

/// <summary>
/// Makes a collection of a snapshot under an id that nobody can ask for; it gets its own in one step when all points are there:
/// whenever the process ends, there is all of it or nothing.
/// </summary>
internal sealed class SnapshotRestore(SqlitePointStore store, ITenantFollower tenants, TimeProvider time)
{
    private const int WrittenTogether = 500;

    /// <param name="path">The snapshot.</param>
    /// <param name="id">The collection's; one that has it has no points.</param>
    /// <param name="cancellationToken">Gives up, and leaves nothing.</param>
    /// <exception cref="InvalidDataException">The file is not what was written.</exception>
    /// <exception cref="ServiceDefaults.Errors.DomainError">COLLECTION_NOT_EMPTY: somebody was faster.</exception>
    public async Task<CollectionInfo> RunAsync(string path, string id, CancellationToken cancellationToken)
    {
        SnapshotReader.Verify(path, cancellationToken);
        var saved = SnapshotReader.Describe(path).Collection;
        var wanted = saved with { Id = $"{SqlitePointStore.Unfinished}{Guid.CreateVersion7(time.GetUtcNow()):N}", Key = 0 };
        var made = (await store.EnsureCollectionAsync(wanted, cancellationToken)).Definition;
        try
        {
            foreach (var some in SnapshotReader.Read(path).Chunk(WrittenTogether))
                await WriteAsync(made, some, cancellationToken);
            return await store.AdoptAsync(made.Key, id, tenants.Forget, cancellationToken);
        }
        catch
        {
            await store.DeleteCollectionAsync(wanted.Id, _ => { }, CancellationToken.None);
            throw;
        }
    }

    private async Task WriteAsync(CollectionDefinition made, (string Tenant, StoredPoint Point)[] points, CancellationToken cancellationToken)
    {
        if (!points.All(one => IsWhole(one.Point, made.Dimension)))
            throw new InvalidDataException("A point in it could not have been stored.");
        foreach (var tenant in points.GroupBy(one => one.Tenant, one => one.Point))
            await store.UpsertAsync(made.Tenant(tenant.Key), [.. tenant], _ => { }, cancellationToken);
    }

    private static bool IsWhole(StoredPoint point, int dimension) =>
        PointRules.IsId(point.Id) && point.Vector.Length == dimension && Array.TrueForAll(point.Vector, float.IsFinite);
}
