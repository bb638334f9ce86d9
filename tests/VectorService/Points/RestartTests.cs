using GroupChat.TestSupport;
using GroupChat.Vectors.Search;
using GroupChat.Vectors.Tests.Kit;
using static GroupChat.Vectors.Tests.Kit.VectorHouse;

namespace GroupChat.Vectors.Tests.Points;

public sealed class RestartTests
{
    private static readonly string[] Queries = ["gateway port", "streaming tokens", "room 3 log", "トークン", "gatway", "nothing at all here"];

    [Fact]
    public async Task Restart_AfterChanges_AnswersTheSame()
    {
        using var folder = new TempFolder();
        List<string> before;
        await using (var house = await WithCollectionAsync(folder))
        {
            // Searched in between, so that the answers before come from an index that followed the writes.
            await house.AddAsync("room", [.. Enumerable.Range(0, 60).Select(i => Draft($"p{i}", Text(i), ("half", $"{i % 2}")))]);
            await AnswersAsync(house);
            await house.AddAsync("room", [.. Enumerable.Range(0, 20).Select(i => Draft($"p{i * 2}", Text(i + 100)))]);
            await house.Shelf.DeleteAsync(Room("room"), [.. Enumerable.Range(40, 10).Select(i => $"p{i}")], null, default).Within();
            before = await AnswersAsync(house);
        }

        await using var again = new VectorHouse(folder);
        Assert.Equal(before, await AnswersAsync(again));
    }

    [Fact]
    public async Task Eviction_AndReload_AnswersTheSame()
    {
        using var folder = new TempFolder();
        await using var house = await WithCollectionAsync(folder, maxTenants: 1);
        await house.AddAsync("room", [.. Enumerable.Range(0, 30).Select(i => Draft($"p{i}", Text(i)))]);
        await house.AddAsync("other", Draft("x", "something else"));
        var before = await AnswersAsync(house);
        await house.SearchAsync("other", "something");
        Assert.Equal(1, house.Tenants.Count);
        await house.AddAsync("room", Draft("p0", Text(0)));
        Assert.Equal(before, await AnswersAsync(house));
    }

    private static string Text(int i) =>
        $"The gateway of room {i} serves port {8000 + (i % 7)} while streaming トークン {i % 5} into log {i % 3}.";

    private static async Task<List<string>> AnswersAsync(VectorHouse house)
    {
        var answers = new List<string>();
        foreach (var query in Queries)
        {
            foreach (var mode in new[] { SearchMode.Hybrid, SearchMode.Dense, SearchMode.Lexical })
                answers.AddRange((await house.SearchAsync("room", query, mode))
                    .Select(hit => $"{query} {mode} {hit.Point.Id} {hit.Score:F9} {hit.Lanes[0].Score:F4}"));
        }

        return answers;
    }
}
