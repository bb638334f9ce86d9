using GroupChat.ServiceDefaults.Errors;
using GroupChat.TestSupport;
using GroupChat.Vectors.Embedding;
using GroupChat.Vectors.Search;
using GroupChat.Vectors.Tests.Kit;
using static GroupChat.Vectors.Tests.Kit.VectorHouse;

namespace GroupChat.Vectors.Tests.Search;

/// <summary>What a query can say besides its words: weights, least scores, diversity, exactness, explanations.</summary>
public class SearchShapeTests : IAsyncLifetime, IDisposable
{
    private protected static readonly SearchQuery Query = new("gapless sequence of events", [], SearchMode.Hybrid, 10, null);

    private readonly TempFolder _folder = new();
    private VectorHouse _house = null!;

    public async Task InitializeAsync()
    {
        _house = await OpenAsync(_folder);
        await _house.AddAsync(
            "room",
            Draft("log", "A gapless sequence of events in a log."),
            Draft("copy", "A gapless sequence of events in a log!"),
            Draft("other", "Events of the calendar, in a sequence."),
            Draft("far", "Cats sleep on warm stones."));
    }

    public async Task DisposeAsync() => await _house.DisposeAsync();

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected virtual Task<VectorHouse> OpenAsync(TempFolder folder) => WithCollectionAsync(folder);

    [Fact]
    public async Task Weights_OfALane_DecideWhoLeads()
    {
        // The vector asks for cats, the words for events.
        var query = Query with { Vector = HashEmbedder.Embed("Cats sleep on warm stones.") };
        Assert.NotEqual("far", (await IdsAsync(query))[0]);
        Assert.Equal("far", (await IdsAsync(query with { Dense = new(100), Lexical = new(0.5) }))[0]);
    }

    [Fact]
    public async Task MinScore_OfALane_LeavesOutWhatScoresLower()
    {
        var query = Query with { Mode = SearchMode.Dense };
        var all = (await AnswerAsync(query)).Hits;
        Assert.True(all.Count > 2);
        var least = all[1].Lanes.Single().Score;
        var some = (await AnswerAsync(query with { Dense = new(1, least) })).Hits;
        Assert.Equal(all.Where(hit => hit.Lanes.Single().Score >= least).Select(hit => hit.Point.Id), some.Select(hit => hit.Point.Id));
        Assert.True(some.Count < all.Count);
        Assert.Empty((await AnswerAsync(query with { Dense = new(1, 1.5) })).Hits);
        Assert.Empty(await IdsAsync(Query with { Mode = SearchMode.Lexical, Lexical = new(2, 1e9) }));
    }

    [Fact]
    public async Task Diversity_TwoAlike_PutsAnotherBetween()
    {
        Assert.Equal(["copy", "log", "other"], await IdsAsync(Query with { Limit = 3 }));
        Assert.Equal("other", (await IdsAsync(Query with { Limit = 2, Diversity = new(0.3, 0) }))[1]);
        Assert.Equal(["copy", "log"], await IdsAsync(Query with { Limit = 2, Diversity = new(0, 0) }));
    }

    [Fact]
    public async Task Exact_SmallTenant_SaysTheSame() =>
        Assert.Equal(await IdsAsync(Query), await IdsAsync(Query with { Exact = true }));

    [Fact]
    public async Task WithVectors_Asked_BringsThem()
    {
        var hit = (await AnswerAsync(Query with { WithVectors = true })).Hits[0];
        Assert.All(HashEmbedder.Embed(hit.Point.Text).Zip(hit.Vector), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        Assert.Empty((await AnswerAsync(Query)).Hits[0].Vector);
    }

    [Fact]
    public virtual async Task Explain_Asked_TellsCandidatesPathAndTerms()
    {
        Assert.Null((await AnswerAsync(Query)).Explanation);
        var explanation = (await AnswerAsync(Query with { Explain = true, Text = "gapless sequnce" })).Explanation!;
        Assert.Equal((4, 4), (explanation.Points, explanation.Candidates));
        Assert.Equal(GroupChat.Vectors.Dense.SearchPath.Floats, explanation.Dense!.Value.Path);
        Assert.Contains(explanation.Terms, one => one.Term.Weight == 1 && one.Points == 2);
        Assert.Contains(explanation.Terms, one => one.Term.Weight < 1 && one.Points == 3);
        Assert.Null((await AnswerAsync(Query with { Explain = true, Mode = SearchMode.Lexical })).Explanation!.Dense);
    }

    [Fact]
    public async Task Search_ImpossibleShape_NamesTheFields()
    {
        var query = Query with { Dense = new(0), Lexical = new(101, double.NaN), Diversity = new(double.NaN, -1) };
        var error = await Assert.ThrowsAsync<DomainError>(() => AnswerAsync(query));
        Assert.Equal(
            ["dense.weight", "lexical.weight", "lexical.min_score", "diversity.strength", "diversity.candidates"],
            error.Violations.Select(violation => violation.Field));
    }

    private protected Task<SearchAnswer> AnswerAsync(SearchQuery query) => _house.Searches.SearchAsync(Room("room"), query, default).Within();

    private async Task<string[]> IdsAsync(SearchQuery query) => [.. (await AnswerAsync(query)).Hits.Select(hit => hit.Point.Id)];
}
