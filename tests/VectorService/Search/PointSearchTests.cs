using GroupChat.ServiceDefaults.Errors;
using GroupChat.TestSupport;
using GroupChat.Vectors.Embedding;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Search;
using GroupChat.Vectors.Tests.Kit;
using static GroupChat.Vectors.Tests.Kit.VectorHouse;

namespace GroupChat.Vectors.Tests.Search;

public class PointSearchTests : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();
    private VectorHouse _house = null!;

    public async Task InitializeAsync()
    {
        _house = await OpenAsync(_folder);
        await _house.AddAsync(
            "room",
            Draft("log", "Each room is an append-only log of events with a gapless sequence.", ("document", "d1"), ("lang", "en")),
            Draft("agent", "An agent's answer is one message that grows while tokens arrive.", ("document", "d1"), ("lang", "en")),
            Draft("config", "Configuration comes from files, the environment and the command line: GROUPCHAT_Data.", ("document", "d2")),
            Draft("ja", "部屋は追記専用のログであり、各イベントには連番が付く。", ("lang", "ja")),
            Draft("zh", "聊天室是只追加的事件日志。", ("lang", "zh")),
            Draft("ko", "방은 추가 전용 로그입니다.", ("lang", "ko")));
    }

    public async Task DisposeAsync() => await _house.DisposeAsync();

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected VectorHouse House => _house;

    private protected virtual Task<VectorHouse> OpenAsync(TempFolder folder) => WithCollectionAsync(folder);

    [Theory]
    [InlineData("gapless sequence of a room", "log")]
    [InlineData("answers that grow", "agent")]
    [InlineData("GROUPCHAT_Data", "config")]
    [InlineData("連番", "ja")]
    [InlineData("猫か部屋", "ja")]
    [InlineData("日志", "zh")]
    [InlineData("聊", "zh")]
    [InlineData("로그", "ko")]
    public async Task Search_Words_FindsThePointFirst(string query, string id)
    {
        Assert.Equal(id, (await _house.FindAsync("room", query))[0]);
        Assert.Equal(id, (await _house.FindAsync("room", query, SearchMode.Lexical))[0]);
    }

    [Theory]
    [InlineData("maxTokens", "camel")]
    [InlineData("max tokens", "camel")]
    [InlineData("MAX_TOKENS", "camel")]
    [InlineData("dropTable", "snake")]
    [InlineData("drop table", "snake")]
    [InlineData("HttpServer", "server")]
    [InlineData("http server", "server")]
    public async Task Search_NameHoweverItIsWritten_FindsThePointFirst(string query, string id)
    {
        await _house.AddAsync(
            "code",
            Draft("camel", "An answer has at most maxTokens of them.", ("document", "d1")),
            Draft("snake", "Call drop_table and it is gone.", ("document", "d1")),
            Draft("server", "The class HTTPServer listens.", ("document", "d1")),
            Draft("other", "Rooms are logs of events.", ("document", "d1")));
        Assert.Equal(id, (await _house.FindAsync("code", query, SearchMode.Lexical))[0]);
        Assert.Equal(id, (await _house.FindAsync("code", query))[0]);
    }

    /// <summary>By eight to one, unless the caller says otherwise.</summary>
    [Fact]
    public async Task Search_NothingButAName_LetsWordsLead()
    {
        var hit = (await _house.SearchAsync("room", "GROUPCHAT_Data"))[0];
        Assert.Equal([Lane.Dense, Lane.Bm25], hit.Lanes.Select(lane => lane.Lane).Order());
        Assert.Equal(hit.Lanes.Sum(lane => (lane.Lane == Lane.Bm25 ? 8 : 1.0) / (60 + lane.Rank)), hit.Score, 1e-9);
        var query = new SearchQuery("GROUPCHAT_Data", [], SearchMode.Hybrid, 1, null) { Lexical = new(3, null, IsChosen: true) };
        hit = Assert.Single((await _house.Searches.SearchAsync(Room("room"), query, default).Within()).Hits);
        Assert.Equal(hit.Lanes.Sum(lane => (lane.Lane == Lane.Bm25 ? 3 : 1.0) / (60 + lane.Rank)), hit.Score, 1e-9);
    }

    [Theory]
    [InlineData("configuratoin enviroment", "config")]
    [InlineData("gaplss sequnce", "log")]
    public virtual async Task Search_Misspelled_FindsByTrigram(string query, string id)
    {
        var hit = (await _house.SearchAsync("room", query, SearchMode.Lexical))[0];
        Assert.Equal(id, hit.Point.Id);
        Assert.Equal(Lane.Trigram, Assert.Single(hit.Lanes).Lane);
    }

    [Fact]
    public async Task Search_Hybrid_TellsEachLane()
    {
        var hit = (await _house.SearchAsync("room", "append-only log"))[0];
        Assert.Equal("log", hit.Point.Id);
        Assert.Equal([(Lane.Bm25, 1), (Lane.Dense, 1)], hit.Lanes.Select(place => (place.Lane, place.Rank)));
        Assert.InRange(hit.Lanes[1].Score, 0.1, 1);
    }

    [Fact]
    public async Task Search_DenseByOwnText_FindsItself()
    {
        const string text = "Each room is an append-only log of events with a gapless sequence.";
        var hit = (await _house.SearchAsync("room", text, SearchMode.Dense))[0];
        Assert.Equal("log", hit.Point.Id);
        Assert.Equal(Lane.Dense, Assert.Single(hit.Lanes).Lane);
    }

    [Fact]
    public async Task Search_ByVector_NeedsNoText()
    {
        var vector = HashEmbedder.Embed("tokens arrive").Select(value => value * 7).ToArray();
        var hits = await SearchAsync(new("", vector, SearchMode.Hybrid, 1, null));
        Assert.Equal("agent", Assert.Single(hits).Point.Id);
        Assert.InRange(hits[0].Lanes[0].Score, 0.1, 1.0001);
    }

    [Theory]
    [InlineData(nameof(SearchMode.Hybrid))]
    [InlineData(nameof(SearchMode.Dense))]
    [InlineData(nameof(SearchMode.Lexical))]
    public virtual async Task Search_NothingInCommon_FindsNothing(string mode) =>
        Assert.Empty(await _house.SearchAsync("room", "Ωμέγα 你好吗", Enum.Parse<SearchMode>(mode)));

    [Fact]
    public async Task Search_Filter_RestrictsEveryLane()
    {
        var english = PayloadFilter.All([new PayloadFilter.AnyOf("lang", new HashSet<string> { "en", "ja" })]);
        var both = PayloadFilter.All([.. english.Must, new PayloadFilter.AnyOf("document", new HashSet<string> { "d1" })]);
        Assert.Equal(["agent", "ja", "log"], await IdsAsync(english));
        Assert.Equal(["agent", "log"], await IdsAsync(both));

        async Task<IEnumerable<string>> IdsAsync(PayloadFilter filter) =>
            (await _house.SearchAsync("room", "log ログ", filter: filter)).Select(hit => hit.Point.Id).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task Search_OtherTenant_SeesNothing() => Assert.Empty(await _house.SearchAsync("elsewhere", "log"));

    [Theory]
    [InlineData(0, 10)]
    [InlineData(3, 3)]
    [InlineData(1000, 100)]
    public async Task Search_Limit_IsDefaultedAndCapped(int limit, int found)
    {
        await _house.AddAsync("full", [.. Enumerable.Range(0, 120).Select(i => Draft($"p{i}", $"same words {i}"))]);
        Assert.Equal(found, (await _house.SearchAsync("full", "same words", limit: limit)).Count);
    }

    [Theory]
    [InlineData("", 0, nameof(SearchMode.Hybrid), 5, "query")]
    [InlineData(" \n", 0, nameof(SearchMode.Dense), 5, "query")]
    [InlineData("", 768, nameof(SearchMode.Lexical), 5, "query")]
    [InlineData("text", 0, nameof(SearchMode.Hybrid), -1, "limit")]
    [InlineData("text", 3, nameof(SearchMode.Dense), 5, "vector")]
    [InlineData("text", 768, nameof(SearchMode.Dense), 5, "vector")]
    public async Task Search_BadQuery_NamesTheField(string text, int dimension, string mode, int limit, string field)
    {
        var error = await Assert.ThrowsAsync<DomainError>(() =>
            SearchAsync(new(text, new float[dimension], Enum.Parse<SearchMode>(mode), limit, null)));
        Assert.Equal(("INVALID_REQUEST", field), (error.Reason, Assert.Single(error.Violations).Field));
    }

    [Fact]
    public async Task Search_EverythingWrong_NamesAllFields()
    {
        var filter = PayloadFilter.All([new PayloadFilter.AnyOf("", new HashSet<string>())]);
        var error = await Assert.ThrowsAsync<DomainError>(() => _house.Searches.SearchAsync(
            new PointAddress("No", ""), new(new string('x', 4_097), [], SearchMode.Hybrid, -1, filter), default));
        Assert.Equal(
            ["address.collection_id", "address.tenant_id", "filter.must[0].any_of", "filter.must[0].key", "limit", "query"],
            error.Violations.Select(violation => violation.Field).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Search_UnknownCollection_IsNotFound()
    {
        var error = await Assert.ThrowsAsync<DomainError>(() => _house.Searches.SearchAsync(
            new PointAddress("nothing", "room"), new("text", [], SearchMode.Hybrid, 1, null), default));
        Assert.Equal("COLLECTION_NOT_FOUND", error.Reason);
    }

    private async Task<IReadOnlyList<SearchHit>> SearchAsync(SearchQuery query) =>
        (await _house.Searches.SearchAsync(Room("room"), query, default).Within()).Hits;
}
