using GroupChat.ServiceDefaults.Errors;
using GroupChat.Vectors.Collections;
using GroupChat.Vectors.Files;
using GroupChat.Vectors.Storage;
using Microsoft.Extensions.Logging;

namespace GroupChat.Vectors.Admin;

/// <summary>Snapshots in a folder: they are written, listed, restored and deleted here, one at a time.</summary>
internal sealed partial class SnapshotArchive(
    SnapshotPlaces places,
    CollectionCatalog collections,
    SqlitePointStore store,
    SnapshotRestore restore,
    TimeProvider time,
    ILogger<SnapshotArchive> logger) : ISnapshots, IDisposable
{
    private const int Listed = 1_000;

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
        var folder = places.FolderOf(collection);
        if (!Directory.Exists(folder))
            return [];
        var paths = Directory.EnumerateFiles(folder, "*" + SnapshotPlaces.Suffix).OrderDescending(StringComparer.Ordinal);
        return [.. paths.Select(Describe).OfType<SnapshotInfo>().Take(Listed)];
    }

    public async Task<CollectionInfo> RestoreAsync(string collection, string snapshot, string target, CancellationToken cancellationToken)
    {
        var path = places.Require(collection, snapshot);
        var id = target.Length == 0 ? collection : target;
        if (!CollectionRules.IsId(id))
            throw Violations.One("target_collection_id", CollectionRules.IdRule);
        if (await store.DescribeCollectionAsync(id, cancellationToken) is { Points: > 0 })
            throw VectorErrors.CollectionNotEmpty(id);
        await _one.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => restore.RunAsync(path, id, cancellationToken), cancellationToken);
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

    public void Delete(string collection, string snapshot) => File.Delete(places.Require(collection, snapshot));

    public void Dispose() => _one.Dispose();

    private async Task<SnapshotInfo> WriteAsync(CollectionDefinition definition, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(places.FolderOf(definition.Id));
        var (path, taken) = places.Next(definition.Id, time.GetUtcNow());
        var unfinished = path + SnapshotPlaces.Unfinished;
        try
        {
            using (var writer = new SnapshotWriter(unfinished, definition, taken))
            {
                await store.VisitAllAsync(definition.Key, writer.Add, cancellationToken);
                writer.Finish();
            }

            File.Move(unfinished, path);
            FolderSync.Run(Path.GetDirectoryName(path)!);
        }
        catch
        {
            File.Delete(unfinished);
            File.Delete(path);
            throw;
        }

        return SnapshotReader.Describe(path);
    }

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
