using GroupChat.ServiceDefaults.Errors;
using GroupChat.TestSupport;
using GroupChat.Vectors.Embedding;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Search;
using GroupChat.Vectors.Tests.Kit;
using static GroupChat.Vectors.Tests.Kit.VectorHouse;

namespace GroupChat.Vectors.Tests.Points;

public sealed class PointIntakeTests : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();
    private VectorHouse _house = null!;

    public async Task InitializeAsync() => _house = await WithCollectionAsync(_folder);

    public async Task DisposeAsync() => await _house.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Upsert_GoodAndBadPoints_AnswersForEach()
    {
        var good = Draft("good", "a good point");
        var reasons = await _house.AddAsync(
            "room",
            good,
            good with { Id = "" },
            good with { Id = new string('i', 129) },
            good with { Id = "a\nb" },
            good with { Id = "1", Text = " \t" },
            good with { Id = "2", Text = new string('ä', 8_193) },
            good with { Id = "3", Vector = new float[3] },
            good with { Id = "4", Vector = new float[HashEmbedder.Dimension] },
            good with { Id = "5", Vector = [.. Enumerable.Repeat(float.NaN, HashEmbedder.Dimension)] },
            good with { Id = "6", Payload = Enumerable.Range(0, 33).ToDictionary(i => $"k{i}", _ => "v") },
            Draft("7", "text", ("", "v")),
            Draft("8", "text", ("k", new string('v', 1_025))),
            Draft("also good", new string('ä', 8_192), (new string('k', 64), new string('v', 1_024))));
        Assert.Equal(
            [
                "", "ID_INVALID", "ID_INVALID", "ID_INVALID", "EMPTY_POINT", "TEXT_TOO_LONG", "DIMENSION_MISMATCH", "VECTOR_INVALID",
                "VECTOR_INVALID", "PAYLOAD_INVALID", "PAYLOAD_INVALID", "PAYLOAD_INVALID", "",
            ],
            reasons);
        Assert.Equal(2, await _house.Shelf.CountAsync(Room("room"), null, default).Within());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_001)]
    public async Task Upsert_TooFewOrTooMany_IsRefusedWhole(int count)
    {
        var drafts = Enumerable.Range(0, count).Select(i => Draft($"p{i}", "text")).ToArray();
        Assert.Equal("points", Assert.Single((await Assert.ThrowsAsync<DomainError>(() => _house.AddAsync("room", drafts))).Violations)
            .Field);
    }

    [Fact]
    public async Task Upsert_OwnVector_IsKeptAtUnitLength()
    {
        var vector = new float[HashEmbedder.Dimension];
        (vector[0], vector[1]) = (3e20f, 4e20f);
        await _house.AddAsync("room", Draft("a", "") with { Vector = vector });
        var stored = Assert.Single(await _house.Shelf.GetAsync(Room("room"), ["a"], default).Within());
        Assert.Equal((0.6f, 0.8f, 0f), (stored.Vector[0], stored.Vector[1], stored.Vector[2]));
    }

    [Fact]
    public async Task Upsert_Again_ReplacesAndNeverDoubles()
    {
        await _house.AddAsync("room", Draft("a", "about cats"), Draft("b", "about birds"));
        Assert.Equal("a", (await _house.FindAsync("room", "cats"))[0]);
        await _house.AddAsync("room", Draft("a", "about dogs"));
        await _house.AddAsync("room", Draft("a", "about dogs"));
        Assert.Empty(await _house.FindAsync("room", "cats", SearchMode.Lexical));
        Assert.Equal(["a"], await _house.FindAsync("room", "dogs", SearchMode.Lexical));
        Assert.Equal(2, await _house.Shelf.CountAsync(Room("room"), null, default).Within());
    }

    [Fact]
    public async Task Upsert_SearchableAtOnce_WhetherHeldOrNot()
    {
        await _house.AddAsync("room", Draft("a", "first words"));
        Assert.False(_house.Tenants.Holds((await _house.Collections.GetAsync(Collection, default)).Tenant("room")));
        Assert.Equal(["a"], await _house.FindAsync("room", "words", SearchMode.Lexical));
        await _house.AddAsync("room", Draft("b", "second words"));
        Assert.Equal(["a", "b"], await _house.FindAsync("room", "words", SearchMode.Lexical));
    }

    [Fact]
    public async Task Upsert_UnknownCollection_IsNotFound()
    {
        var error = await Assert.ThrowsAsync<DomainError>(() =>
            _house.Intake.UpsertAsync(new("nothing", "room"), [Draft("a", "text")], default));
        Assert.Equal("COLLECTION_NOT_FOUND", error.Reason);
    }

    [Fact]
    public async Task Delete_ByFilterOrId_IsSearchableNoMore()
    {
        await _house.AddAsync("room", Draft("a", "common one", ("doc", "1")), Draft("b", "common two", ("doc", "1")),
            Draft("c", "common three", ("doc", "2")));
        await _house.AddAsync("other", Draft("a", "common elsewhere", ("doc", "1")));
        Assert.Equal(3, (await _house.FindAsync("room", "common")).Length);
        var first = PayloadFilter.All([new PayloadFilter.AnyOf("doc", new HashSet<string> { "1" })]);
        Assert.Equal(2, await _house.Shelf.DeleteAsync(Room("room"), [], first, default).Within());
        Assert.Equal(["c"], await _house.FindAsync("room", "common"));
        Assert.Equal(1, await _house.Shelf.DeleteAsync(Room("room"), ["c", "c", "nobody"], null, default).Within());
        Assert.Equal(0, await _house.Shelf.DeleteAsync(Room("room"), [], null, default).Within());
        Assert.Empty(await _house.FindAsync("room", "common"));
        Assert.Equal(["a"], await _house.FindAsync("other", "common"));
    }

    [Fact]
    public async Task Delete_IdsAndFilter_IsRefused()
    {
        var filter = PayloadFilter.All([new PayloadFilter.AnyOf("doc", new HashSet<string> { "1" })]);
        await Assert.ThrowsAsync<DomainError>(() => _house.Shelf.DeleteAsync(Room("room"), ["a"], filter, default));
        await Assert.ThrowsAsync<DomainError>(() => _house.Shelf.DeleteAsync(Room("room"), [], PayloadFilter.All([]), default));
        await Assert.ThrowsAsync<DomainError>(() => _house.Shelf.DeleteAsync(Room("room"), new string[10_001], null, default));
    }
}
