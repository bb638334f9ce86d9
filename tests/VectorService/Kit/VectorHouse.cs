using GroupChat.ServiceDefaults.Storage;
using GroupChat.TestSupport;
using GroupChat.Vectors.Collections;
using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Embedding;
using GroupChat.Vectors.Index;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Qdrant;
using GroupChat.Vectors.Search;
using GroupChat.Vectors.Storage;
using GroupChat.Vectors.Tests.Qdrant;

namespace GroupChat.Vectors.Tests.Kit;

/// <summary>The whole service without its wire, over a real database in the given folder.</summary>
internal sealed class VectorHouse : IAsyncDisposable
{
    public const string Collection = "passages";

    private readonly IAsyncDisposable _place;

    public VectorHouse(TempFolder folder, int maxTenants = 8, params Embedder[] more)
    {
        var store = new SqlitePointStore(SqliteDatabase.Open(folder.File(VectorSchema.File), VectorSchema.Migrations));
        _place = store;
        Embedders = new EmbedderCatalog([Embedder.Hash(), .. more]);
        Tenants = new TenantCache(new TenantLoader(store, null, DenseSettings.Default), new IndexUpkeep(), maxTenants);
        Collections = new CollectionCatalog(store, Embedders, Tenants, new ManualTimeProvider());
        Intake = new PointIntake(Collections, Embedders, store, Tenants);
        Shelf = new PointShelf(Collections, store, Tenants);
        Searches = new PointSearch(Collections, Embedders, Tenants, new ManualTimeProvider());
    }

    /// <summary>The same over a Qdrant server.</summary>
    public VectorHouse(QdrantPlace place)
    {
        _place = place;
        Embedders = new EmbedderCatalog([Embedder.Hash()]);
        var nothing = new NothingInMemory();
        Tenants = null!;
        Collections = new CollectionCatalog(place.Store, Embedders, nothing, new ManualTimeProvider());
        Intake = new PointIntake(Collections, Embedders, place.Store, nothing);
        Shelf = new PointShelf(Collections, place.Store, nothing);
        Searches = new QdrantSearch(Collections, Embedders, place.Store, new ManualTimeProvider());
    }

    public EmbedderCatalog Embedders { get; }

    /// <summary>What is in memory; not there over a Qdrant server.</summary>
    public TenantCache Tenants { get; }

    public CollectionCatalog Collections { get; }

    public PointIntake Intake { get; }

    public PointShelf Shelf { get; }

    public IPointSearch Searches { get; }

    public static Task<VectorHouse> WithCollectionAsync(TempFolder folder, int maxTenants = 8) => WithCollectionAsync(new VectorHouse(folder, maxTenants));

    public static async Task<VectorHouse> WithCollectionAsync(VectorHouse house)
    {
        await house.Collections.EnsureAsync(new CollectionRequest(Collection, "", 0), default).Within();
        return house;
    }

    public static PointAddress Room(string tenant) => new(Collection, tenant);

    public static PointDraft Draft(string id, string text, params (string Key, string Value)[] payload) =>
        new(id, text, [], payload.ToDictionary(entry => entry.Key, entry => entry.Value));

    public Task<IReadOnlyList<string>> AddAsync(string tenant, params PointDraft[] drafts) =>
        Intake.UpsertAsync(Room(tenant), drafts, default).Within();

    public async Task<IReadOnlyList<SearchHit>> SearchAsync(
        string tenant, string text, SearchMode mode = SearchMode.Hybrid, int limit = 10, PayloadFilter? filter = null) =>
        (await Searches.SearchAsync(Room(tenant), new SearchQuery(text, [], mode, limit, filter), default).Within()).Hits;

    public async Task<string[]> FindAsync(string tenant, string text, SearchMode mode = SearchMode.Hybrid) =>
        [.. (await SearchAsync(tenant, text, mode)).Select(hit => hit.Point.Id)];

    public ValueTask DisposeAsync() => _place.DisposeAsync();
}
