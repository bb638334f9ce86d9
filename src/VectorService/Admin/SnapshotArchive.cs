using GroupChat.ServiceDefaults.Errors;
using GroupChat.Vectors.Collections;
using GroupChat.Vectors.Index;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Storage;
using Microsoft.Extensions.Logging;

namespace GroupChat.Vectors.Admin;

/// <summary>
/// Snapshots in a folder, one at a time. A collection is made from one under an id that nobody can ask for, and gets its own in one step when all
/// points are there: whenever the process ends, there is all of it or nothing.
/// </summary>
internal sealed partial class SnapshotArchive(
    string root,
    CollectionCatalog collections,
    SqlitePointStore store,
    ITenantFollower tenants,
    TimeProvider time,
    ILogger<SnapshotArchive> logger) : ISnapshots, IDisposable
{
    private const int Listed = 1_000;
    private const int WrittenTogether = 500;

    private readonly SnapshotPlaces _places = new(root);
    private readonly SemaphoreSlim _one = new(1, 1);

    public async Task<SnapshotInfo> CreateAsync(string collection, CancellationToken cancellationToken)
    {
        var definition = (await collections.DescribeAsync(collection, cancellationToken)).Definition;
        await _one.WaitAsync(cancellationToken);
        try
        {
            // Reading and writing a file are the thread's own work.
            return await Task.Run(() => WriteAsync(definition, cancellationToken), cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogNotWritten(collection, error);
            throw VectorErrors.SnapshotNotWritten();
        }
        finally
        {
            _one.Release();
        }
    }

    public IReadOnlyList<SnapshotInfo> List(string collection)
    {
        var folder = _places.FolderOf(collection);
        if (!Directory.Exists(folder))
            return [];
        var paths = Directory.EnumerateFiles(folder, "*" + SnapshotPlaces.Suffix).OrderDescending(StringComparer.Ordinal);
        return [.. paths.Select(Describe).OfType<SnapshotInfo>().Take(Listed)];
    }

    public async Task<CollectionInfo> RestoreAsync(string collection, string snapshot, string target, CancellationToken cancellationToken)
    {
        var path = _places.Require(collection, snapshot);
        var id = target.Length == 0 ? collection : target;
        if (!CollectionRules.IsId(id))
            throw Violations.One("target_collection_id", CollectionRules.IdRule);
        if (await store.DescribeCollectionAsync(id, cancellationToken) is { Points: > 0 })
            throw VectorErrors.CollectionNotEmpty(id);
        await _one.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => MakeAsync(path, id, cancellationToken), cancellationToken);
        }
        catch (InvalidDataException damage)
        {
            LogDamaged(path, damage);
            throw VectorErrors.SnapshotDamaged(snapshot);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Delete(string collection, string snapshot) => File.Delete(_places.Require(collection, snapshot));

    public void Dispose() => _one.Dispose();

    private async Task<SnapshotInfo> WriteAsync(CollectionDefinition definition, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_places.FolderOf(definition.Id));
        var (path, taken) = _places.Next(definition.Id, time.GetUtcNow());
        var unfinished = path + SnapshotPlaces.Unfinished;
        File.Delete(unfinished); // of a process that ended
        try
        {
            using (var writer = new SnapshotWriter(unfinished, definition, taken))
            {
                await store.VisitAllAsync(definition.Key, writer.Add, cancellationToken);
                writer.Finish();
            }

            File.Move(unfinished, path);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }

        return SnapshotReader.Describe(path);
    }

    private async Task<CollectionInfo> MakeAsync(string path, string id, CancellationToken cancellationToken)
    {
        SnapshotReader.Verify(path, cancellationToken);
        var saved = SnapshotReader.Describe(path);
        var wanted = saved.Collection with { Id = $"{SqlitePointStore.Unfinished}{Guid.CreateVersion7(time.GetUtcNow()):N}", Key = 0 };
        var made = (await store.EnsureCollectionAsync(wanted, cancellationToken)).Definition;
        try
        {
            foreach (var some in SnapshotReader.Read(path).Chunk(WrittenTogether))
            {
                if (!some.All(one => IsWhole(one.Point, saved.Collection.Dimension)))
                    throw new InvalidDataException("A point in it could not have been stored.");
                foreach (var tenant in some.GroupBy(one => one.Tenant, one => one.Point))
                    await store.UpsertAsync(made.Tenant(tenant.Key), [.. tenant], _ => { }, cancellationToken);
            }

            return await store.AdoptAsync(made.Key, id, tenants.Forget, cancellationToken);
        }
        catch
        {
            await store.DeleteCollectionAsync(wanted.Id, _ => { }, CancellationToken.None);
            throw;
        }
    }

    private static bool IsWhole(StoredPoint point, int dimension) =>
        PointRules.IsId(point.Id) && point.Vector.Length == dimension && Array.TrueForAll(point.Vector, float.IsFinite);

    private SnapshotInfo? Describe(string path)
    {
        try
        {
            return SnapshotReader.Describe(path);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            LogDamaged(path, error);
            return null;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The snapshot {Path} is damaged or cannot be read")]
    private partial void LogDamaged(string path, Exception error);

    [LoggerMessage(2, LogLevel.Warning, "A snapshot of {Collection} cannot be written")]
    private partial void LogNotWritten(string collection, Exception error);
}
