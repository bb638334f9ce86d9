using GroupChat.Contracts.Vector.V1;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.Vectors.Tests.Wire;

public partial class VectorRpcTests : IAsyncLifetime
{
    private static readonly Address Room = new() { CollectionId = "passages", TenantId = "room-1" };

    private TestNode _node = null!;
    private VectorService.VectorServiceClient _client = null!;

    public async Task InitializeAsync()
    {
        _node = await StartAsync();
        _client = _node.ServiceClient<VectorService.VectorServiceClient>();
        await _client.EnsureCollectionAsync(new EnsureCollectionRequest { CollectionId = "passages" }).ResponseAsync.Within();
    }

    public virtual async Task DisposeAsync() => await _node.DisposeAsync();

    private protected virtual string DensePath => "floats";

    private protected VectorService.VectorServiceClient Client => _client;

    [Fact]
    public async Task Points_UpsertSearchGetCountDelete_GoTheWholeWay()
    {
        var results = (await UpsertAsync(
            _client, Point("a", "Rooms are append-only logs", ("document", "d1")),
                Point("b", "Agents answer questions", ("document", "d2")), Point("", "no id"))).Results;
        Assert.Equal([("a", ""), ("b", ""), ("", "ID_INVALID")], results.Select(result => (result.PointId, result.Reason)));

        var hit = (await SearchAsync(_client, "append only log")).Hits[0];
        Assert.Equal(("a", "Rooms are append-only logs", "d1"), (hit.Point.PointId, hit.Point.Text, hit.Point.Payload["document"]));
        Assert.Empty(hit.Point.Vector);
        Assert.Equal(["bm25", "dense"], hit.Lanes.Select(lane => lane.Lane));
        Assert.Equal([1, 1], hit.Lanes.Select(lane => lane.Rank));

        var got = await _client.GetPointsAsync(new GetPointsRequest { Address = Room, PointIds = { "b", "a" }, WithVectors = true })
            .ResponseAsync.Within();
        Assert.Equal([("b", 768), ("a", 768)], got.Points.Select(point => (point.PointId, point.Vector.Count)));
        Assert.Equal(1, await CountAsync(Only("d1")));

        var deleted = await _client.DeletePointsAsync(new DeletePointsRequest { Address = Room, Filter = Only("d1", "d3") })
            .ResponseAsync.Within();
        Assert.Equal(1, deleted.DeletedCount);
        Assert.Equal(1, await CountAsync(null));
        Assert.Empty((await SearchAsync(_client, "append only log", SearchMode.Lexical)).Hits);
    }

    [Fact]
    public virtual async Task Search_Misspelled_NamesTheTrigramLane()
    {
        await UpsertAsync(_client, Point("a", "Configuration of the gateway"));
        Assert.Equal("trigram", Assert.Single((await SearchAsync(_client, "gatewya configuraton", SearchMode.Lexical)).Hits)
            .Lanes.Single().Lane);
    }

    [Fact]
    public async Task Scroll_WithFilterAndSelection_PagesThroughWhatFits()
    {
        await UpsertAsync(_client, [.. Enumerable.Range(0, 5).Select(i => Point($"p{i}", "text", ("number", $"{i}"), ("document", "d")))]);
        var filter = new Filter
        {
            Must = { new Condition { Key = "number", Range = new() { Gte = 1 } } },
            MustNot = { new Condition { Filter = new() { Should = { new Condition { Key = "number", AnyOf = { "3" } } } } } },
        };
        var request = new ScrollPointsRequest { Address = Room, Filter = filter, PageSize = 2, Payload = new() { IncludeKeys = { "number" } } };
        var first = await _client.ScrollPointsAsync(request).ResponseAsync.Within();
        Assert.Equal("number", Assert.Single(first.Points[0].Payload).Key);
        request.PageToken = first.NextPageToken;
        var second = await _client.ScrollPointsAsync(request).ResponseAsync.Within();
        Assert.Equal((2, 1, ""), (first.Points.Count, second.Points.Count, second.NextPageToken));
        Assert.Equal(["p1", "p2", "p4"], first.Points.Concat(second.Points).Select(point => point.PointId).Order());
        Assert.Empty(second.Points[0].Vector);
    }

    [Fact]
    public async Task Search_EverythingAsked_ComesOverTheWire()
    {
        await UpsertAsync(_client, Point("a", "Rooms are logs", ("lang", "en"), ("page", "1")), Point("b", "Agents answer", ("page", "9")));
        var answer = await _client.SearchPointsAsync(new SearchPointsRequest
        {
            Address = Room,
            Query = "rooms logs",
            Filter = new() { Must = { new Condition { Key = "lang", Exists = true } } },
            Dense = new() { Weight = 2, MinScore = -1 },
            Lexical = new() { Weight = 1 },
            Diversity = new() { Strength = 0.3 },
            Exact = true,
            WithVectors = true,
            Payload = new() { ExcludeKeys = { "page" } },
            Explain = true,
        }).ResponseAsync.Within();
        var hit = Assert.Single(answer.Hits);
        Assert.Equal(("a", "lang", 768), (hit.Point.PointId, Assert.Single(hit.Point.Payload).Key, hit.Point.Vector.Count));
        Assert.Equal((2, 1, DensePath), (answer.Explanation.PointCount, answer.Explanation.CandidateCount, answer.Explanation.DensePath));
        Assert.Equal(2, answer.Explanation.Terms.Count);
    }

    [Fact]
    public async Task Filters_Wrong_AreTyped()
    {
        await FailsAsync("INVALID_REQUEST", StatusCode.InvalidArgument, () => _client.CountPointsAsync(new CountPointsRequest
        {
            Address = Room,
            Filter = new() { Must = { new Condition { Key = "a", Exists = true, AnyOf = { "b" } } } },
        }));
        await FailsAsync("INVALID_REQUEST", StatusCode.InvalidArgument, () => _client.ScrollPointsAsync(
            new ScrollPointsRequest { Address = Room, Payload = new() { IncludeKeys = { Enumerable.Repeat("k", 65) } } }));
        await FailsAsync("INVALID_REQUEST", StatusCode.InvalidArgument, () => _client.ScrollPointsAsync(
            new ScrollPointsRequest { Address = Room, PageSize = -1 }));
        foreach (var token in new[] { "%", "_w", "AA" })
        {
            await FailsAsync("INVALID_PAGE_TOKEN", StatusCode.InvalidArgument, () => _client.ScrollPointsAsync(
                new ScrollPointsRequest { Address = Room, PageToken = token }));
        }
    }

    [Fact]
    public async Task Collections_EnsureGetListDelete_GoTheWholeWay()
    {
        var made = (await _client.EnsureCollectionAsync(
            new EnsureCollectionRequest { CollectionId = "more", Embedder = "hash-v1", Dimension = 768, Metric = Metric.Cosine })
                .ResponseAsync.Within()).Collection;
        Assert.Equal(
            ("more", 768, Metric.Cosine, "hash-v1", 0), (made.CollectionId, made.Dimension, made.Metric, made.Embedder, made.PointCount));
        Assert.Equal(made, (await _client.GetCollectionAsync(new GetCollectionRequest { CollectionId = "more" }).ResponseAsync.Within())
            .Collection);
        var page = await _client.ListCollectionsAsync(new ListCollectionsRequest { PageSize = 1 }).ResponseAsync.Within();
        Assert.Equal("more", page.Collections.Single().CollectionId);
        page = await _client.ListCollectionsAsync(new ListCollectionsRequest { PageSize = 1, PageToken = page.NextPageToken })
            .ResponseAsync.Within();
        Assert.Equal(("passages", ""), (page.Collections.Single().CollectionId, page.NextPageToken));
        await _client.DeleteCollectionAsync(new DeleteCollectionRequest { CollectionId = "more" }).ResponseAsync.Within();
        await FailsAsync("COLLECTION_NOT_FOUND", StatusCode.NotFound, () =>
            _client.GetCollectionAsync(new GetCollectionRequest { CollectionId = "more" }));
        await FailsAsync("COLLECTION_NOT_FOUND", StatusCode.NotFound, () =>
            _client.DeleteCollectionAsync(new DeleteCollectionRequest { CollectionId = "more" }));
    }

    [Fact]
    public async Task Requests_Wrong_AreTyped()
    {
        await FailsAsync("INVALID_REQUEST", StatusCode.InvalidArgument, () => _client.SearchPointsAsync(new SearchPointsRequest()));
        await FailsAsync("INVALID_REQUEST", StatusCode.InvalidArgument, () => _client.SearchPointsAsync(
            new SearchPointsRequest { Address = Room, Query = "text", Mode = (SearchMode)99 }));
        await FailsAsync("INVALID_REQUEST", StatusCode.InvalidArgument, () => _client.EnsureCollectionAsync(
            new EnsureCollectionRequest { CollectionId = "c", Metric = (Metric)9 }));
        await FailsAsync("INVALID_REQUEST", StatusCode.InvalidArgument, () =>
            _client.DeletePointsAsync(new DeletePointsRequest { Address = Room, Filter = new() }));
        await FailsAsync("INVALID_REQUEST", StatusCode.InvalidArgument, () =>
            _client.GetPointsAsync(new GetPointsRequest { Address = Room }));
        await FailsAsync("INVALID_PAGE_TOKEN", StatusCode.InvalidArgument, () =>
            _client.ListCollectionsAsync(new ListCollectionsRequest { PageToken = "%" }));
        await FailsAsync("COLLECTION_NOT_FOUND", StatusCode.NotFound, () => _client.CountPointsAsync(
            new CountPointsRequest { Address = new() { CollectionId = "none", TenantId = "room-1" } }));
    }

    [Fact]
    public async Task Methods_OfAUser_AreRefused()
    {
        var alice = _node.Client<VectorService.VectorServiceClient>("alice");
        await FailsAsync("SERVICE_IDENTITY_REQUIRED", StatusCode.PermissionDenied, () =>
            alice.SearchPointsAsync(new SearchPointsRequest { Address = Room, Query = "x" }));
        await FailsAsync("SERVICE_IDENTITY_REQUIRED", StatusCode.PermissionDenied, () =>
            alice.UpsertPointsAsync(new UpsertPointsRequest { Address = Room }));
        await FailsAsync("SERVICE_IDENTITY_REQUIRED", StatusCode.PermissionDenied, () =>
            alice.ListCollectionsAsync(new ListCollectionsRequest()));
        var nobody = _node.Client<VectorService.VectorServiceClient>();
        await FailsAsync("TOKEN_MISSING", StatusCode.Unauthenticated, () => nobody.ListCollectionsAsync(new ListCollectionsRequest()));
    }

    [Fact]
    public async Task Restart_SameFolder_KeepsPoints()
    {
        using var folder = new TempFolder();
        await using (var first = await StartAsync(folder))
        {
            var client = first.ServiceClient<VectorService.VectorServiceClient>();
            await client.EnsureCollectionAsync(new EnsureCollectionRequest { CollectionId = "passages" }).ResponseAsync.Within();
            await UpsertAsync(client, Point("a", "what was stored stays"));
        }

        await using var second = await StartAsync(folder);
        var hits = await SearchAsync(second.ServiceClient<VectorService.VectorServiceClient>(), "stored");
        Assert.Equal("a", Assert.Single(hits.Hits).Point.PointId);
    }

    private protected virtual Task<TestNode> StartAsync(TempFolder? folder = null) =>
        TestNode.StartAsync(builder => builder.AddVectors(), app => app.MapVectors(), folder);

    private protected static async Task<UpsertPointsResponse> UpsertAsync(VectorService.VectorServiceClient client, params Point[] points) =>
        await client.UpsertPointsAsync(new UpsertPointsRequest { Address = Room, Points = { points } }).ResponseAsync.Within();

    private protected static async Task<SearchPointsResponse> SearchAsync(
        VectorService.VectorServiceClient client, string query, SearchMode mode = SearchMode.Unspecified) =>
        await client.SearchPointsAsync(new SearchPointsRequest { Address = Room, Query = query, Mode = mode }).ResponseAsync.Within();

    private async Task<long> CountAsync(Filter? filter) =>
        (await _client.CountPointsAsync(new CountPointsRequest { Address = Room, Filter = filter }).ResponseAsync.Within()).Count;

    private static Filter Only(params string[] documents) => new() { Must = { new Condition { Key = "document", AnyOf = { documents } } } };

    private protected static Point Point(string id, string text, params (string Key, string Value)[] payload) =>
        new() { PointId = id, Text = text, Payload = { payload.ToDictionary(entry => entry.Key, entry => entry.Value) } };

    private static async Task FailsAsync<T>(string reason, StatusCode status, Func<AsyncUnaryCall<T>> call)
    {
        var failure = await Assert.ThrowsAsync<RpcException>(() => call().ResponseAsync.Within());
        Assert.True(failure.TryGetErrorInfo(out var info), failure.ToString());
        Assert.Equal((reason, status, DomainError.Domain), (info.Reason, failure.StatusCode, info.Domain));
    }
}
