using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Storage;
using GroupChat.TestSupport;
using GroupChat.Vectors.Collections;
using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Index;
using GroupChat.Vectors.Storage;
using GroupChat.Vectors.Tests.Kit;

namespace GroupChat.Vectors.Tests.Storage;

public sealed class FullDiskTests
{
    [Fact]
    public async Task Upsert_NoSpaceLeft_IsRefusedAndIsNeitherStoredNorFound()
    {
        using var folder = new TempFolder();
        var database = SqliteDatabase.Open(folder.File(VectorSchema.File), VectorSchema.Migrations);
        await using var store = new SqlitePointStore(database);
        var wanted = new CollectionDefinition("c", Tenants.Dimension, "test-v1", DateTimeOffset.UnixEpoch);
        var collection = (await store.EnsureCollectionAsync(wanted, default).Within()).Definition;
        var tenants = new TenantCache(new TenantLoader(store, null, DenseSettings.Default), new IndexUpkeep(), maxTenants: 1);
        await UpsertAsync(0, 20);
        Assert.Equal((20, 20), await CountAsync());
        await LimitAsync(1);

        var refused = await Assert.ThrowsAsync<DomainError>(() => UpsertAsync(20, 3_000));

        Assert.Equal("STORAGE_FULL", refused.Reason);
        Assert.Equal((20, 20), await CountAsync());
        await LimitAsync(1_000_000);
        await UpsertAsync(20, 100);
        Assert.Equal((120, 120), await CountAsync());

        Task LimitAsync(int pages) =>
            database.WriteAsync(session => session.QuerySingle($"PRAGMA max_page_count = {pages}", row => row.GetInt32(0))).Within();

        async Task UpsertAsync(int from, int count)
        {
            var address = collection.Tenant("room");
            var points = Enumerable.Range(from, count).Select(number => Tenants.Point(number, new Clouds(Tenants.Dimension, 1).Next(number))).ToArray();
            await store.UpsertAsync(
                address, points, version => tenants.Apply(address, new(version, [.. points.Select(point => new IndexedPoint(point))], []))?.Run(), default).Within();
        }

        // What is stored, tallies and all, and what a search would look among.
        async Task<(int Stored, int Indexed)> CountAsync() => (
            (await store.LoadAsync(collection.Tenant("room"), null, default).Within()).Points.Count,
            (await tenants.GetAsync(collection, "room", default).Within()).Live.Count);
    }
}
