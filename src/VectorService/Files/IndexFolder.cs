using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Index;
using GroupChat.Vectors.Points;
using Microsoft.Extensions.Logging;

namespace GroupChat.Vectors.Files;

/// <summary>
/// The files of all indexes: a folder for each collection, in it one for each tenant, in it the newest two files. They save time
/// and nothing else: what is not there, or not what was written, is made anew from the database.
/// </summary>
internal sealed partial class IndexFolder(string root, ILogger<IndexFolder> logger)
{
    private const int Kept = 2;
    private const string Unfinished = ".part";

    private readonly IndexPlaces _places = new(root);

    /// <summary>The newest sound file of a tenant; null when there is none.</summary>
    public SavedIndex? Open(TenantAddress address, VectorShape shape, DenseSettings settings)
    {
        foreach (var (path, _) in _places.FilesOf(address))
        {
            try
            {
                return IndexFileReader.Read(path, address, shape, settings);
            }
            catch (InvalidDataException error)
            {
                VectorTelemetry.DamagedFiles.Add(1);
                LogDamaged(path, error);
                TryDelete(path);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                LogUnreadable(path, error);
            }
        }

        return null;
    }

    /// <summary>Writes a tenant's index to a new file and removes the old ones; false when that cannot be done now.</summary>
    public bool Save(TenantAddress address, TenantSnapshot snapshot, CancellationToken cancellationToken)
    {
        var folder = _places.FolderOf(address);
        try
        {
            Directory.CreateDirectory(folder);
            var files = _places.FilesOf(address);
            var number = files.Count == 0 ? 1 : files[0].Number + 1;
            var path = Path.Combine(folder, IndexPlaces.NameOfFile(number));
            WriteWhole(path, address, snapshot, cancellationToken);
            foreach (var (old, _) in files.Skip(Kept - 1))
                TryDelete(old);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogNotSaved(folder, error);
            return false;
        }
    }

    /// <summary>Bytes on disk of a collection's files.</summary>
    public long BytesOf(long collection) => _places.BytesOf(collection);

    /// <summary>Removes the files of a collection.</summary>
    public void Drop(long collection) => TryDelete(_places.FolderOf(collection));

    /// <summary>Removes the files of collections that are no more: the process may have ended before it could.</summary>
    public void DropAllBut(IReadOnlySet<long> collections)
    {
        if (!Directory.Exists(root))
            return;
        var kept = collections.Select(IndexPlaces.NameOf).ToHashSet(StringComparer.Ordinal);
        foreach (var folder in Directory.EnumerateDirectories(root).Where(folder => !kept.Contains(Path.GetFileName(folder))).ToArray())
            TryDelete(folder);
    }

    private static void WriteWhole(string path, TenantAddress address, TenantSnapshot snapshot, CancellationToken cancellationToken)
    {
        var unfinished = path + Unfinished;
        try
        {
            IndexFileWriter.Write(unfinished, address, snapshot, cancellationToken);
            File.Move(unfinished, path, overwrite: true); // all of it, or nothing
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    private void TryDelete(string path)
    {
        try
        {
            if (Directory.Exists(path))
                Directory.Delete(path, recursive: true);
            else
                File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogNotDeleted(path, error);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The index file {Path} is damaged; an older one or the database is used instead")]
    private partial void LogDamaged(string path, Exception error);

    [LoggerMessage(2, LogLevel.Warning, "The index file {Path} cannot be read; an older one or the database is used instead")]
    private partial void LogUnreadable(string path, Exception error);

    [LoggerMessage(3, LogLevel.Warning, "An index cannot be saved in {Folder}; after a restart its graph is built anew")]
    private partial void LogNotSaved(string folder, Exception error);

    [LoggerMessage(4, LogLevel.Warning, "{Path} cannot be deleted")]
    private partial void LogNotDeleted(string path, Exception error);
}
