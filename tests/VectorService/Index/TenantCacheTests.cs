using GroupChat.TestSupport;
using GroupChat.Vectors.Collections;
using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Embedding;
using GroupChat.Vectors.Index;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Storage;
using GroupChat.Vectors.Tests.Kit;

namespace GroupChat.Vectors.Tests.Index;

public sealed class TenantCacheTests
{
    private static readonly CollectionDefinition Collection = new("c", HashEmbedder.Dimension, HashEmbedder.Name, default, 1);

    private readonly GatedPointStore _store = new();
    private readonly TenantCache _cache;

    public TenantCacheTests() => _cache = new TenantCache(new TenantLoader(_store, null, DenseSettings.Default), new IndexUpkeep(), maxTenants: 2);

    [Fact]
    public async Task GetAsync_SecondSearch_DoesNotLoadAgain()
    {
        await GetAsync("room");
        await GetAsync("room");
        Assert.Equal(1, _store.Loads);
    }

    [Fact]
    public async Task GetAsync_TwoAtOnce_ShareOneLoad()
    {
        var load = _store.NextLoad();
        var both = Task.WhenAll(GetAsync("room"), GetAsync("room"));
        load.SetResult(new TenantContents(1, [Point("a", 1)]));
        Assert.All(await both.Within(), snapshot => Assert.Equal(1, snapshot.Live.Count));
        Assert.Equal(1, _store.Loads);
    }

    [Fact]
    public async Task Apply_WhileLoading_AddsWhatTheLoadHasNotSeen()
    {
        var load = _store.NextLoad();
        var getting = GetAsync("room");
        Apply("room", 4, [], "seen"); // and added again by a write whose announcement is still to come
        Apply("room", 6, [Point("late", 6)], "gone");
        load.SetResult(new TenantContents(5, [Point("seen", 5), Point("gone", 4)]));
        var snapshot = await getting;
        Assert.Equal(["late", "seen"], Ids(snapshot));
    }

    [Fact]
    public async Task Apply_AnnouncedAfterALoadThatHasSeenIt_IsDropped()
    {
        _store.NextLoad().SetResult(new TenantContents(6, [Point("a", 6)]));
        await GetAsync("room");
        Apply("room", 5, [], "a");
        Assert.Equal(["a"], Ids(await GetAsync("room")));
    }

    [Fact]
    public async Task Apply_TenantNotHeld_IsLeftToTheStore()
    {
        Assert.Null(_cache.Apply(Collection.Tenant("room"), new TenantChange(1, [new IndexedPoint(Point("a", 1))], [])));
        Assert.Equal(0, _cache.Count);
        Assert.Empty(Ids(await GetAsync("room")));
    }

    [Fact]
    public async Task GetAsync_TooManyTenants_DropsTheOneIdleLongest()
    {
        await GetAsync("first");
        await GetAsync("second");
        await GetAsync("first");
        await GetAsync("third");
        Assert.True(_cache.Holds(Collection.Tenant("first")));
        Assert.False(_cache.Holds(Collection.Tenant("second")));
        Assert.Equal(2, _cache.Count);
    }

    [Fact]
    public async Task GetAsync_FailedLoad_IsTriedAgain()
    {
        _store.NextLoad().SetException(new IOException("disk"));
        await Assert.ThrowsAsync<IOException>(() => GetAsync("room"));
        Assert.Empty(Ids(await GetAsync("room")));
        Assert.Equal(2, _store.Loads);
    }

    [Fact]
    public async Task GetAsync_Cancelled_LeavesTheLoadToTheOthers()
    {
        var load = _store.NextLoad();
        using var leaving = new CancellationTokenSource();
        var left = _cache.GetAsync(Collection, "room", leaving.Token);
        var stays = GetAsync("room");
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left).Within();
        load.SetResult(new TenantContents(1, [Point("a", 1)]));
        Assert.Equal(["a"], Ids(await stays));
    }

    [Fact]
    public async Task Forget_Collection_DropsItsTenantsOnly()
    {
        await GetAsync("room");
        await _cache.GetAsync(Collection with { Key = 2 }, "room", default).Within();
        _cache.Forget(1);
        Assert.False(_cache.Holds(new TenantAddress(1, "room")));
        Assert.True(_cache.Holds(new TenantAddress(2, "room")));
    }

    private Task<TenantSnapshot> GetAsync(string tenant) => _cache.GetAsync(Collection, tenant, default).Within();

    private void Apply(string tenant, long version, StoredPoint[] upserts, params string[] deletes) =>
        _cache.Apply(
            Collection.Tenant(tenant), new TenantChange(version, [.. upserts.Select(point => new IndexedPoint(point))], deletes))?.Run();

    private static StoredPoint Point(string id, long version) => Snapshots.Point(id, $"text of {id}") with { Version = version };

    private static string[] Ids(TenantSnapshot snapshot)
    {
        var ids = new List<string>();
        foreach (var slot in snapshot.Live)
            ids.Add(snapshot.Point(slot).Id);
        return [.. ids.Order(StringComparer.Ordinal)];
    }
}
