using GroupChat.ServiceDefaults.Hosting;
using GroupChat.Vectors.Collections;
using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Files;
using GroupChat.Vectors.Index;
using GroupChat.Vectors.Storage;

namespace GroupChat.Vectors.Admin;

/// <summary>Figures of the database, the index files and what is in memory.</summary>
internal sealed class EmbeddedStatistics(
    CollectionCatalog collections, SqlitePointStore store, TenantCache tenants, IndexFolder files, VectorOptions options, DataFolder folder) : ICollectionStatistics
{
    public async Task<CollectionStats> OfAsync(string id, CancellationToken cancellationToken)
    {
        var info = await collections.DescribeAsync(id, cancellationToken);
        var key = info.Definition.Key;
        var sizes = await store.SizesAsync(key, SearchPlan.Few, options.GraphAbove, cancellationToken);
        var loaded = tenants.LoadedOf(key).ToArray();
        return new(info, "embedded")
        {
            Tenants = sizes.Sum(size => size.Tenants),
            Classes =
            [
                new(SearchPath.Floats, SearchPlan.Few, sizes[0].Tenants, sizes[0].Points),
                new(SearchPath.Codes, options.GraphAbove, sizes[1].Tenants, sizes[1].Points),
                new(SearchPath.Graph, 0, sizes[2].Tenants, sizes[2].Points),
            ],
            LoadedTenants = loaded.Length,
            MemoryBytes = loaded.Sum(index => index.Snapshot.Segment.Dense.Bytes),
            IndexFileBytes = files.BytesOf(key),
            DatabaseBytes = LengthOf(VectorSchema.File) + LengthOf(VectorSchema.File + "-wal"),
            Pending = loaded.Sum(index => index.Pending),
        };
    }

    private long LengthOf(string name) => new FileInfo(folder.File(name)) is { Exists: true } file ? file.Length : 0;
}
