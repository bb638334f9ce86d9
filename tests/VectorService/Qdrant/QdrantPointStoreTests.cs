using GroupChat.ServiceDefaults.Errors;
using GroupChat.TestSupport;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Storage;
using GroupChat.Vectors.Tests.Kit;
using GroupChat.Vectors.Tests.Storage;

namespace GroupChat.Vectors.Tests.Qdrant;

/// <summary>The conformance suite of stores over Qdrant, and what only a store that several nodes share can get wrong.</summary>
public sealed class QdrantPointStoreTests : PointStoreContract, IAsyncLifetime
{
    private QdrantPlace _place = null!;

    private protected override IPointStore Store => _place.Store;

    private protected override bool GoesByIds => false;

    public async Task InitializeAsync() => _place = await QdrantPlace.OpenAsync();

    public async Task DisposeAsync() => await _place.DisposeAsync();

    [Fact]
    public async Task EnsureCollection_ManyNodesAtOnce_AgreeOnOne()
    {
        var nodes = Enumerable.Range(0, 8).Select(_ => _place.AnotherStore()).ToArray();
        var made = await Task.WhenAll(nodes.Select(node => node.EnsureCollectionAsync(new("docs", 4, "test-v1", _place.Time.GetUtcNow()), default))).Within();
        Assert.Single(made.Select(info => info.Definition).Distinct());
        Assert.True(made[0].Definition.Key > 0);
    }

    [Fact]
    public async Task Upsert_CollectionMadeAnewByAnotherNode_IsRefusedNotMixedIn()
    {
        var old = (await Store.EnsureCollectionAsync(new("docs", 4, "test-v1", _place.Time.GetUtcNow()), default).Within()).Definition;
        var other = _place.AnotherStore();
        Assert.True(await other.DeleteCollectionAsync("docs", _ => { }, default).Within());
        var anew = (await other.EnsureCollectionAsync(new("docs", 4, "test-v1", _place.Time.GetUtcNow()), default).Within()).Definition;
        Assert.Equal(old, await Store.FindCollectionAsync("docs", default).Within()); // still believed

        Assert.False(await Store.UpsertAsync(old.Tenant("room"), [Point("a")], _ => Assert.Fail("it is another collection"), default).Within());

        Assert.Equal(anew, await Store.FindCollectionAsync("docs", default).Within());
        Assert.Equal(0, await other.CountAsync(anew.Tenant("room"), null, default).Within());
    }

    [Fact]
    public async Task Count_CollectionDeletedByAnotherNode_IsNotFound()
    {
        var docs = (await Store.EnsureCollectionAsync(new("docs", 4, "test-v1", _place.Time.GetUtcNow()), default).Within()).Definition;
        await _place.AnotherStore().DeleteCollectionAsync("docs", _ => { }, default).Within();
        var error = await Assert.ThrowsAsync<DomainError>(() => Store.CountAsync(docs.Tenant("room"), null, default).Within());
        Assert.Equal("COLLECTION_NOT_FOUND", error.Reason);
        Assert.Null(await Store.FindCollectionAsync("docs", default).Within());
    }

    [Fact]
    public async Task Delete_MoreThanOnePage_DeletesAllAndNoneOfAnotherRoom()
    {
        var docs = (await Store.EnsureCollectionAsync(new("docs", 4, "test-v1", _place.Time.GetUtcNow()), default).Within()).Definition;
        var points = Enumerable.Range(0, 1_000).Select(number => Point($"p{number}")).ToArray();
        foreach (var some in new[] { "r1", "r2" })
        {
            await Store.UpsertAsync(docs.Tenant(some), points, _ => { }, default).Within();
            await Store.UpsertAsync(docs.Tenant(some), [Point("one more")], _ => { }, default).Within();
        }

        var gone = await Store.DeleteAsync(docs.Tenant("r1"), new PayloadFilter.Exists("key"), _ => { }, default).Within();
        Assert.Equal(1_001, gone.Distinct().Count());
        Assert.Equal((0, 1_001), (await CountAsync("r1"), await CountAsync("r2")));

        Task<long> CountAsync(string room) => Store.CountAsync(docs.Tenant(room), null, default).Within();
    }

    /// <summary>Tenants whose names could be read as parts of another's, and ids that could be read as other tenants.</summary>
    [Fact]
    public async Task Tenants_NamesThatLookAlike_NeverMeet()
    {
        var docs = (await Store.EnsureCollectionAsync(new("docs", 4, "test-v1", _place.Time.GetUtcNow()), default).Within()).Definition;
        string[] rooms = ["a", "a/b", "a/", "/a", "A", "a\u0000", "%", "0/a", "a\" OR \"1\"=\"1"];
        foreach (var room in rooms)
            await Store.UpsertAsync(docs.Tenant(room), [Point("b") with { Text = room }, Point("/b") with { Text = room }], _ => { }, default).Within();
        foreach (var room in rooms)
        {
            Assert.Equal(2, await Store.CountAsync(docs.Tenant(room), null, default).Within());
            Assert.Equal([room, room], (await Store.GetAsync(docs.Tenant(room), ["b", "/b"], default).Within()).Select(point => point.Text));
        }

        Assert.Equal(2 * rooms.Length, (await Store.DescribeCollectionAsync("docs", default).Within())!.Points);
    }

    private static StoredPoint Point(string id) => Snapshots.Point(id, "text", ("key", "value")) with { Vector = [0.6f, -0.8f, 0, 0] };
}
