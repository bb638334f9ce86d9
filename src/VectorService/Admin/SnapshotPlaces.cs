using System.Globalization;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.Vectors.Collections;

namespace GroupChat.Vectors.Admin;

/// <summary>Where snapshots lie: a folder for each collection, files named by the time.</summary>
internal sealed class SnapshotPlaces(string root)
{
    public const string Suffix = ".points";
    public const string Unfinished = ".part";

    private const int MaxId = 32;

    /// <summary>Folder of a collection's snapshots.</summary>
    public string FolderOf(string collection) => CollectionRules.IsId(collection)
        ? Path.Combine(root, collection)
        : throw Violations.One("collection_id", CollectionRules.IdRule);

    /// <summary>The file of a snapshot, which is there.</summary>
    /// <exception cref="DomainError">SNAPSHOT_NOT_FOUND.</exception>
    public string Require(string collection, string id)
    {
        var folder = FolderOf(collection);
        if (id.Length is 0 or > MaxId || !id.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter)))
            throw VectorErrors.SnapshotNotFound(id.Length > MaxId ? "" : id);
        var path = Path.Combine(folder, id + Suffix);
        return File.Exists(path) ? path : throw VectorErrors.SnapshotNotFound(id);
    }

    /// <summary>Deletes what a process that ended was writing. Called before anything is written.</summary>
    public void DeleteUnfinished()
    {
        if (!Directory.Exists(root))
            return;
        foreach (var path in Directory.EnumerateFiles(root, "*" + Suffix + Unfinished, SearchOption.AllDirectories).ToArray())
            File.Delete(path);
    }

    /// <summary>A path that is free, and the time that it tells.</summary>
    public (string Path, DateTimeOffset Taken) Next(string collection, DateTimeOffset now)
    {
        var folder = FolderOf(collection);
        for (var taken = now.ToUniversalTime(); ; taken += TimeSpan.FromMilliseconds(1))
        {
            var path = Path.Combine(folder, taken.ToString("yyyyMMdd't'HHmmssfff'z'", CultureInfo.InvariantCulture) + Suffix);
            if (!File.Exists(path))
                return (path, taken);
        }
    }
}
