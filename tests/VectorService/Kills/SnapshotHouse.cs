using GroupChat.ServiceDefaults.Storage;
using GroupChat.TestSupport;
using GroupChat.Vectors.Admin;
using GroupChat.Vectors.Collections;
using GroupChat.Vectors.Embedding;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Qdrant;
using GroupChat.Vectors.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace GroupChat.Vectors.Tests.Kills;

/// <summary>Store and snapshots over one folder, opened as the service does at its start, what a killed process has left cleared away.</summary>
internal sealed class SnapshotHouse : IAsyncDisposable
{
    public const string Source = "docs";

    private readonly SqliteDatabase _database;

    private SnapshotHouse(string folder)
    {
        _database = SqliteDatabase.Open(Path.Combine(folder, VectorSchema.File), VectorSchema.Migrations);
        Store = new SqlitePointStore(_database);
        Places = new SnapshotPlaces(Path.Combine(folder, "snapshots"));
        var nothing = new NothingInMemory();
        Catalog = new CollectionCatalog(Store, new EmbedderCatalog([Embedder.Hash()]), nothing, TimeProvider.System);
        Archive = new SnapshotArchive(
            Places, Catalog, Store, new SnapshotRestore(Store, nothing, TimeProvider.System), TimeProvider.System, NullLogger<SnapshotArchive>.Instance);
    }

    public SqlitePointStore Store { get; }

    public SnapshotPlaces Places { get; }

    public CollectionCatalog Catalog { get; }

    public SnapshotArchive Archive { get; }

    public static async Task<SnapshotHouse> OpenAsync(string folder)
    {
        var house = new SnapshotHouse(folder);
        await new UnfinishedSnapshots(house.Store, house.Places, NullLogger<UnfinishedSnapshots>.Instance).StartAsync(default);
        return house;
    }

    /// <summary>Points of all collections, on their way or not.</summary>
    public Task<long> PointsAsync() => _database.ReadAsync(session => session.QuerySingle("SELECT count(*) FROM points", row => row.GetInt64(0)));

    /// <summary>What a collection holds, word by word.</summary>
    public async Task<SortedSet<string>> ContentsAsync(string id)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        var collection = (await Catalog.DescribeAsync(id, default).Within()).Definition;
        await Store.VisitAllAsync(
            collection.Key,
            (tenant, point) => Assert.True(found.Add($"{tenant} {Word(point)}"), $"{point.Id} is there twice"),
            default).Within();
        return found;
    }

    public async ValueTask DisposeAsync()
    {
        Archive.Dispose();
        await Store.DisposeAsync();
    }

    private static string Word(StoredPoint point) =>
        $"{point.Id} {point.Text} {string.Join(',', point.Payload)} {Convert.ToHexString(VectorBlob.Write(point.Vector))}";
}
