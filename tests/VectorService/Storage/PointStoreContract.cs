using GroupChat.TestSupport;
using GroupChat.Vectors.Collections;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Storage;
using GroupChat.Vectors.Tests.Kit;

namespace GroupChat.Vectors.Tests.Storage;

/// <summary>What every backend of <see cref="IPointStore"/> does.</summary>
public abstract class PointStoreContract
{
    private static readonly DateTimeOffset Then = DateTimeOffset.FromUnixTimeMilliseconds(1_900_000_000_123);

    private protected abstract IPointStore Store { get; }

    /// <summary>Whether points are walked through in the order of their ids, not in another that is always the same.</summary>
    private protected virtual bool GoesByIds => true;

    [Fact]
    public async Task EnsureCollection_Twice_KeepsTheFirst()
    {
        var first = await EnsureAsync("docs");
        var second = await Store.EnsureCollectionAsync(new("docs", 2, "other-v9", default), default).Within();
        Assert.Equal(new("docs", 4, "test-v1", Then, first.Key), second.Definition);
        Assert.Equal(second.Definition, await Store.FindCollectionAsync("docs", default).Within());
    }

    [Fact]
    public async Task ListCollections_Pages_AreInOrderOfIds()
    {
        foreach (var id in new[] { "b", "a_1", "a-1", "c" })
            await EnsureAsync(id);
        Assert.Equal(["a-1", "a_1", "b"], (await Store.ListCollectionsAsync("", 3, default).Within()).Select(info => info.Definition.Id));
        Assert.Equal(["c"], (await Store.ListCollectionsAsync("b", 3, default).Within()).Select(info => info.Definition.Id));
    }

    [Fact]
    public async Task DeleteCollection_MadeAnew_IsEmptyUnderAnotherKey()
    {
        var old = await EnsureAsync("docs");
        await UpsertAsync(old.Tenant("room"), Point("a"));
        long told = 0;
        Assert.True(await Store.DeleteCollectionAsync("docs", key => told = key, default).Within());
        Assert.Equal(old.Key, told);
        Assert.False(await Store.DeleteCollectionAsync("docs", _ => Assert.Fail("nothing was deleted"), default).Within());
        Assert.Null(await Store.FindCollectionAsync("docs", default).Within());
        var anew = await EnsureAsync("docs");
        Assert.NotEqual(old.Key, anew.Key);
        Assert.Equal(0, await Store.CountAsync(anew.Tenant("room"), null, default).Within());
        Assert.False(await Store.UpsertAsync(old.Tenant("room"), [Point("b")], _ => Assert.Fail("the collection is gone"), default)
            .Within());
    }

    [Fact]
    public async Task Upsert_Point_ComesBackWhole()
    {
        var room = (await EnsureAsync("docs")).Tenant("room");
        var point = Point("a", "text \u0000 with 漢字 and 👍", ("key", "va\"lue"), ("other", ""));
        var version = await UpsertAsync(room, point);
        var stored = Assert.Single(await Store.GetAsync(room, ["a"], default).Within());
        Assert.Equal((point.Id, point.Text, version), (stored.Id, stored.Text, stored.Version));
        Assert.Equal(point.Payload, stored.Payload);
        Assert.All(point.Vector.Zip(stored.Vector), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    [Fact]
    public async Task Upsert_SameId_ReplacesWithANewerVersion()
    {
        var room = (await EnsureAsync("docs")).Tenant("room");
        var first = await UpsertAsync(room, Point("a", "old"), Point("b"));
        var second = await UpsertAsync(room, Point("a", "new"));
        Assert.True(second > first);
        Assert.Equal([("a", "new", second), ("b", "text", first)], (await AllAsync(room)).OrderBy(point => point.Id)
            .Select(point => (point.Id, point.Text, point.Version)));
    }

    [Fact]
    public async Task Get_SeveralIds_AnswersInTheirOrderAndLeavesOutTheUnknown()
    {
        var room = (await EnsureAsync("docs")).Tenant("room");
        await UpsertAsync(room, Point("a"), Point("b"), Point("c"));
        Assert.Equal(["c", "a"], (await Store.GetAsync(room, ["c", "nobody", "a"], default).Within()).Select(point => point.Id));
    }

    [Fact]
    public async Task Tenants_SameIds_NeverMeet()
    {
        var docs = await EnsureAsync("docs");
        var other = await EnsureAsync("other");
        foreach (var room in new[] { docs.Tenant("r1"), docs.Tenant("r2"), other.Tenant("r1") })
            await UpsertAsync(room, Point("a", $"of {room}"));
        Assert.Equal(["a"], await Store.DeleteAsync(docs.Tenant("r1"), ["a"], _ => { }, default).Within());
        Assert.Empty(await AllAsync(docs.Tenant("r1")));
        Assert.Equal($"of {docs.Tenant("r2")}", Assert.Single(await AllAsync(docs.Tenant("r2"))).Text);
        Assert.Equal(1, await Store.CountAsync(other.Tenant("r1"), null, default).Within());
        Assert.Equal(1, (await Store.DescribeCollectionAsync("docs", default).Within())!.Points);
    }

    [Fact]
    public async Task Delete_ByIdOrPayload_TellsWhatWent()
    {
        var room = (await EnsureAsync("docs")).Tenant("room");
        await UpsertAsync(
            room, Point("a", "text", ("doc", "1")), Point("b", "text", ("doc", "1")), Point("c", "text", ("doc", "2")), Point("d"));
        var told = new List<PointsDeleted>();
        Assert.Equal(["d"], await Store.DeleteAsync(room, ["d", "nobody", "d"], told.Add, default).Within());
        var filter = new PayloadFilter.AnyOf("doc", new HashSet<string> { "1", "9" });
        Assert.Equal(2, await Store.CountAsync(room, filter, default).Within());
        Assert.Equal(["a", "b"], (await Store.DeleteAsync(room, filter, told.Add, default).Within()).Order());
        Assert.Equal([["d"], ["a", "b"]], told.Select(gone => gone.Ids.Order().ToArray()));
        Assert.True(told[1].Version > told[0].Version);
        Assert.Equal("c", Assert.Single(await AllAsync(room)).Id);
    }

    [Fact]
    public async Task Upsert_SameIdTwiceInABatch_KeepsTheLast()
    {
        var room = (await EnsureAsync("docs")).Tenant("room");
        await UpsertAsync(room, Point("a", "first"), Point("b"), Point("a", "last"));
        Assert.Equal(["a last", "b text"], (await AllAsync(room)).Select(point => $"{point.Id} {point.Text}").Order());
    }

    /// <summary>Every kind of filter says the same as it says of a payload in memory.</summary>
    [Fact]
    public async Task Filters_OfEveryKind_LetThroughWhatMatches()
    {
        var room = (await EnsureAsync("docs")).Tenant("room");
        var points = new[]
        {
            Point("none"), Point("empty", "text", ("key", "")), Point("one", "text", ("key", "1"), ("other.key [x]", "a \"b\"")),
            Point("many", "text", ("key", "-1.5e3"), ("größe", "x")), Point("word", "text", ("key", "one")), Point("huge", "text", ("key", "1e999")),
        };
        await UpsertAsync(room, points);
        await UpsertAsync((await EnsureAsync("docs")).Tenant("elsewhere"), points);
        PayloadFilter one = new PayloadFilter.AnyOf("key", new HashSet<string> { "1", "" }), number = new PayloadFilter.InRange("key", null, -1500, null, 1);
        PayloadFilter[] filters =
        [
            one, number, new PayloadFilter.InRange("key", 1, null, null, null), new PayloadFilter.InRange("key", null, null, 1, null),
            new PayloadFilter.Exists("key"), new PayloadFilter.Exists("other.key [x]"), new PayloadFilter.Exists("größe"),
            new PayloadFilter.AnyOf("other.key [x]", new HashSet<string> { "a \"b\"" }),
            new PayloadFilter.Group([number], [], [one]), new PayloadFilter.Group([], [one, new PayloadFilter.Exists("größe")], []),
            new PayloadFilter.Group([], [], [new PayloadFilter.Group([], [one], [number])]),
        ];
        foreach (var filter in filters)
        {
            var expected = points.Where(point => filter.Matches(point.Payload)).Select(point => point.Id).Order().ToArray();
            Assert.Equal(expected, (await Store.ScrollAsync(room, "", filter, 10, default).Within()).Points.Select(point => point.Id).Order());
            Assert.Equal(expected.Length, await Store.CountAsync(room, filter, default).Within());
        }
    }

    private async Task<IReadOnlyList<StoredPoint>> AllAsync(TenantAddress room) => (await Store.ScrollAsync(room, "", null, 1_000, default).Within()).Points;

    [Fact]
    public async Task Scroll_PageByPage_SeesEveryPointOnceInOrder()
    {
        var room = (await EnsureAsync("docs")).Tenant("room");
        await UpsertAsync(room, [.. Enumerable.Range(0, 25).Select(i => Point($"p{i % 5}{i:D2}", "text", ("odd", $"{i % 2}")))]);
        await UpsertAsync((await EnsureAsync("docs")).Tenant("other"), Point("p099"));
        Assert.Equal((25, 25), await ScrollAsync(room, null, 7));
        Assert.Equal((25, 25), await ScrollAsync(room, null, 25));
        Assert.Equal((12, 12), await ScrollAsync(room, new PayloadFilter.AnyOf("odd", new HashSet<string> { "1" }), 5));
        Assert.Equal((0, 0), await ScrollAsync(room, new PayloadFilter.Exists("none"), 5));
        Assert.Equal(4, (await Store.ScrollAsync(room, "", null, 1, default).Within()).Points[0].Vector.Length);
    }

    private async Task<(int Seen, int Distinct)> ScrollAsync(TenantAddress room, PayloadFilter? filter, int limit)
    {
        var seen = new List<string>();
        for (var after = ""; after is not null;)
        {
            var page = await Store.ScrollAsync(room, after, filter, limit, default).Within();
            Assert.InRange(page.Points.Count, 0, limit);
            seen.AddRange(page.Points.Select(point => point.Id));
            after = page.After;
        }

        if (GoesByIds)
            Assert.Equal(seen.Order(StringComparer.Ordinal), seen);
        return (seen.Count, seen.Distinct().Count());
    }

    private async Task<CollectionDefinition> EnsureAsync(string id) =>
        (await Store.EnsureCollectionAsync(new(id, 4, "test-v1", Then), default).Within()).Definition;

    private async Task<long> UpsertAsync(TenantAddress address, params StoredPoint[] points)
    {
        long version = 0;
        Assert.True(await Store.UpsertAsync(address, points, told => version = told, default).Within());
        return version;
    }

    private static StoredPoint Point(string id, string text = "text", params (string, string)[] payload) =>
        Snapshots.Point(id, text, payload) with { Vector = [0.6f, -0.8f, 1e-20f, 0] };
}
