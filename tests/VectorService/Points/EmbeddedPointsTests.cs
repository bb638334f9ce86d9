using GroupChat.ServiceDefaults.Errors;
using GroupChat.TestSupport;
using GroupChat.Vectors.Collections;
using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Search;
using GroupChat.Vectors.Tests.Kit;
using static GroupChat.Vectors.Tests.Kit.VectorHouse;

namespace GroupChat.Vectors.Tests.Points;

/// <summary>Collections whose vectors a server makes, over a real database and a real HTTP server.</summary>
public sealed class EmbeddedPointsTests : IAsyncLifetime, IDisposable
{
    private static readonly PointAddress Room = new("letters", "room");

    private readonly TempFolder _folder = new();
    private EmbeddingServer _server = null!;

    public async Task InitializeAsync() => _server = await EmbeddingServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(nameof(VectorMetric.Cosine), 1f)]
    [InlineData(nameof(VectorMetric.Dot), 3f)]
    public async Task Search_TextOfAServersEmbedder_FindsWhatIsLikeIt(string metric, float length)
    {
        await using var house = await OpenAsync(Enum.Parse<VectorMetric>(metric));
        await house.Intake.UpsertAsync(Room, [Draft("a", "aaa"), Draft("b", "bbbb")], default).Within();
        var hit = (await house.Searches.SearchAsync(Room, Query("aa"), default).Within()).Hits[0];
        Assert.Equal("a", hit.Point.Id);
        Assert.Equal(length, hit.Vector.Max());
    }

    [Fact]
    public async Task Upsert_ServerFails_StoresNothingAndSaysSo()
    {
        await using var house = await OpenAsync();
        _server.Next(EmbeddingServer.Status(500));
        var drafts = new[] { Draft("a", "aaa"), Draft("own", "") with { Vector = [1, 2, 3, 4, 5, 6, 7, 8] } };
        var error = await Assert.ThrowsAsync<DomainError>(() => house.Intake.UpsertAsync(Room, drafts, default).Within());
        Assert.Equal((ErrorCode.Unavailable, "EMBEDDER_FAILED"), (error.Code, error.Reason));
        Assert.Equal(0, await house.Shelf.CountAsync(Room, null, default).Within());
        Assert.Equal(["", ""], await house.Intake.UpsertAsync(Room, drafts, default).Within());
    }

    [Fact]
    public async Task Ensure_AnotherEmbedder_IsRefusedAlsoAfterARestartWithoutIt()
    {
        await using (var house = await OpenAsync())
        {
            await house.Intake.UpsertAsync(Room, [Draft("a", "aaa")], default).Within();
            await MismatchAsync(house, "hash-v1");
            await MismatchAsync(house, "other-v1");
        }

        await using var without = new VectorHouse(_folder);
        await MismatchAsync(without, "hash-v1");
        Assert.Equal("letters-v1", (await without.Collections.EnsureAsync(new CollectionRequest("letters", "", 0), default).Within()).Definition.Embedder);
        Assert.Equal("letters-v1", (await without.Collections.DescribeAsync("letters", default).Within()).Definition.Embedder);
        await UnavailableAsync(() => without.Searches.SearchAsync(Room, Query("aa"), default));
        await UnavailableAsync(() => without.Intake.UpsertAsync(Room, [Draft("b", "bbb")], default));
        var byVector = Query("") with { Vector = EmbeddingServer.VectorOf("a") };
        Assert.Equal("a", Assert.Single((await without.Searches.SearchAsync(Room, byVector, default).Within()).Hits).Point.Id);
        Assert.Single((await without.Searches.SearchAsync(Room, Query("aaa") with { Mode = SearchMode.Lexical }, default).Within()).Hits);
    }

    [Fact]
    public async Task Search_EmbedderOfTheNameMakesOtherVectorsNow_IsRefused()
    {
        await using (var house = await OpenAsync())
            await house.Intake.UpsertAsync(Room, [Draft("a", "aaa")], default).Within();
        await using var changed = new VectorHouse(_folder, 8, _server.Embedder(change: options => options.Dimension = 16));
        await UnavailableAsync(() => changed.Searches.SearchAsync(Room, Query("aa"), default));
    }

    private static SearchQuery Query(string text) => new(text, [], SearchMode.Dense, 1, null) { WithVectors = true };

    private static async Task UnavailableAsync(Func<Task> call) =>
        Assert.Equal("EMBEDDER_UNAVAILABLE", (await Assert.ThrowsAsync<DomainError>(() => call().Within())).Reason);

    private static async Task MismatchAsync(VectorHouse house, string embedder)
    {
        var error = await Assert.ThrowsAsync<DomainError>(
            () => house.Collections.EnsureAsync(new CollectionRequest("letters", embedder, 0), default).Within());
        Assert.True(error.Reason is "COLLECTION_MISMATCH" or "INVALID_REQUEST", error.Reason);
        Assert.Equal(house.Embedders.Offer(embedder).Name.Length > 0, error.Reason == "COLLECTION_MISMATCH");
    }

    private async Task<VectorHouse> OpenAsync(VectorMetric metric = VectorMetric.Cosine)
    {
        var house = new VectorHouse(_folder, 8, _server.Embedder(), _server.Embedder("other-v1"));
        await house.Collections.EnsureAsync(new CollectionRequest("letters", "letters-v1", 0, metric), default).Within();
        return house;
    }
}
