using GroupChat.ServiceDefaults.Errors;
using GroupChat.TestSupport;
using GroupChat.Vectors.Collections;
using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Tests.Kit;
using static GroupChat.Vectors.Tests.Kit.VectorHouse;

namespace GroupChat.Vectors.Tests.Collections;

public sealed class CollectionCatalogTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly VectorHouse _house;

    public CollectionCatalogTests() => _house = new VectorHouse(_folder);

    public async ValueTask DisposeAsync()
    {
        await _house.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Ensure_Defaults_AreTheServers()
    {
        var made = (await EnsureAsync("docs")).Definition;
        Assert.Equal(("docs", 768, "hash-v1"), (made.Id, made.Dimension, made.Embedder));
        Assert.Equal(made, (await EnsureAsync("docs", "hash-v1", 768)).Definition);
    }

    [Theory]
    [InlineData("", "", 0, "collection_id")]
    [InlineData("Docs", "", 0, "collection_id")]
    [InlineData("docs/x", "", 0, "collection_id")]
    [InlineData("docs", "minilm", 0, "embedder")]
    [InlineData("docs", "", 384, "dimension")]
    [InlineData("docs", "", -1, "dimension")]
    [InlineData("docs", "none", 0, "dimension")]
    [InlineData("docs", "none", 4097, "dimension")]
    public async Task Ensure_Wrong_NamesTheField(string id, string embedder, int dimension, string field) =>
        Assert.Equal(field, Assert.Single((await Assert.ThrowsAsync<DomainError>(() => EnsureAsync(id, embedder, dimension))).Violations)
            .Field);

    [Fact]
    public async Task Ensure_TooLongId_IsRefused()
    {
        await EnsureAsync(new string('a', 64));
        await Assert.ThrowsAsync<DomainError>(() => EnsureAsync(new string('a', 65)));
    }

    [Fact]
    public async Task Delete_Collection_TakesItsPointsAlong()
    {
        await EnsureAsync(Collection);
        await _house.AddAsync("room", Draft("a", "some text"));
        Assert.Equal(["a"], await _house.FindAsync("room", "text"));
        await _house.Collections.DeleteAsync(Collection, default).Within();
        Assert.Equal(0, _house.Tenants.Count);
        Assert.Equal("COLLECTION_NOT_FOUND", (await Assert.ThrowsAsync<DomainError>(() => _house.FindAsync("room", "text"))).Reason);
        Assert.Equal("COLLECTION_NOT_FOUND",
            (await Assert.ThrowsAsync<DomainError>(() => _house.Collections.DeleteAsync(Collection, default))).Reason);
        await EnsureAsync(Collection);
        Assert.Empty(await _house.FindAsync("room", "text"));
    }

    [Fact]
    public async Task List_Pages_WalkAllOnce()
    {
        foreach (var i in Enumerable.Range(0, 7))
            await EnsureAsync($"c{i}");
        var seen = new List<string>();
        var token = "";
        do
        {
            var page = await _house.Collections.ListAsync(token, 3, default).Within();
            seen.AddRange(page.Collections.Select(info => info.Definition.Id));
            token = page.NextToken;
        }
        while (token.Length > 0);
        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"c{i}"), seen);
    }

    [Theory]
    [InlineData("?")]
    [InlineData("QQ")]
    [InlineData("////")]
    public async Task List_ForeignToken_IsRefused(string token) =>
        Assert.Equal("INVALID_PAGE_TOKEN", (await Assert.ThrowsAsync<DomainError>(() => _house.Collections.ListAsync(token, 3, default)))
            .Reason);

    [Fact]
    public async Task List_NegativePageSize_IsRefused() =>
        Assert.Equal("INVALID_REQUEST", (await Assert.ThrowsAsync<DomainError>(() => _house.Collections.ListAsync("", -1, default)))
            .Reason);

    [Theory]
    [InlineData("none", 8, nameof(VectorMetric.Dot))]
    [InlineData("none", 9, nameof(VectorMetric.Euclidean))]
    [InlineData("hash-v1", 768, nameof(VectorMetric.Euclidean))]
    public async Task Ensure_AnotherShapeOrMetric_IsRefused(string embedder, int dimension, string metric)
    {
        await EnsureAsync("own", "none", 8, VectorMetric.Euclidean);
        var same = await EnsureAsync("own", "none", 8, VectorMetric.Euclidean);
        Assert.Equal(new VectorShape(8, VectorMetric.Euclidean), same.Definition.Shape);
        var error = await Assert.ThrowsAsync<DomainError>(() => EnsureAsync("own", embedder, dimension, Enum.Parse<VectorMetric>(metric)));
        Assert.Equal("COLLECTION_MISMATCH", error.Reason);
    }

    private Task<CollectionInfo> EnsureAsync(string id, string embedder = "", int dimension = 0, VectorMetric metric = VectorMetric.Cosine) =>
        _house.Collections.EnsureAsync(new CollectionRequest(id, embedder, dimension, metric), default).Within();
}
