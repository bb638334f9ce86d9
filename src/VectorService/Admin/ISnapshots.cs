using GroupChat.Vectors.Collections;

namespace GroupChat.Vectors.Admin;

/// <summary>Files with all points of a collection.</summary>
internal interface ISnapshots
{
    Task<SnapshotInfo> CreateAsync(string collection, CancellationToken cancellationToken);

    /// <summary>The newest first.</summary>
    IReadOnlyList<SnapshotInfo> List(string collection);

    Task<CollectionInfo> RestoreAsync(string collection, string snapshot, string target, CancellationToken cancellationToken);

    void Delete(string collection, string snapshot);
}
