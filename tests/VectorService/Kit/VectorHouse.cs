using GroupChat.ServiceDefaults.Storage;
using GroupChat.TestSupport;
using GroupChat.Vectors.Collections;
using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Embedding;
using GroupChat.Vectors.Index;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Search;
using GroupChat.Vectors.Storage;

namespace GroupChat.Vectors.Tests.Kit;

/// <summary>The whole service without its wire, over a real database in the given folder.</summary>
internal sealed class VectorHouse : IAsyncDisposable
{
    public const string Collection = "passages";

    private readonly SqlitePointStore _store;

    public VectorHouse(TempFolder folder, int maxTenants = 8)
    {
        _store = new SqlitePointStore(SqliteDatabase.Open(folder.File(VectorSchema.File), VectorSchema.Migrations));
        var embedders = new EmbedderCatalog([new HashEmbedder()]);
        Tenants = new TenantCache(new TenantLoader(_store, null, DenseSettings.Default), new IndexUpkeep(), maxTenants);
        Collections = new CollectionCatalog(_store, embedders, Tenants, new ManualTimeProvider());
        Intake = new PointIntake(Collections, embedders, _store, Tenants);
        Shelf = new PointShelf(Collections, _store, Tenants);
        Searches = new PointSearch(Collections, embedders, Tenants, new ManualTimeProvider());
    }

    public TenantCache Tenants { get; }

    public CollectionCatalog Collections { get; }

    public PointIntake Intake { get; }

    public PointShelf Shelf { get; }

    public PointSearch Searches { get; }

    public static async Task<VectorHouse> WithCollectionAsync(TempFolder folder, int maxTenants = 8)
    {
        var house = new VectorHouse(folder, maxTenants);
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

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
