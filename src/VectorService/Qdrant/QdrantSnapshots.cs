using GroupChat.Vectors.Admin;
using GroupChat.Vectors.Collections;

namespace GroupChat.Vectors.Qdrant;

/// <summary>A Qdrant server has snapshots of its own, by shard and in its own format: they are its operator's affair.</summary>
internal sealed class QdrantSnapshots : ISnapshots
{
    public Task<SnapshotInfo> CreateAsync(string collection, CancellationToken cancellationToken) => throw VectorErrors.SnapshotsElsewhere();

    public IReadOnlyList<SnapshotInfo> List(string collection) => throw VectorErrors.SnapshotsElsewhere();

    public Task<CollectionInfo> RestoreAsync(string collection, string snapshot, string target, CancellationToken cancellationToken) =>
        throw VectorErrors.SnapshotsElsewhere();

    public void Delete(string collection, string snapshot) => throw VectorErrors.SnapshotsElsewhere();
}
