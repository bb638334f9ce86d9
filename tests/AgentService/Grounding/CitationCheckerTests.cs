using GroupChat.Agents.Grounding;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Tests.Grounding;

public sealed class CitationCheckerTests
{
    private readonly Room _room = new();

    [Fact]
    public async Task Check_TrueAndFabricated_LetsOnlyTheTrueOut()
    {
        var verified = await CheckAsync(Room.Cite("Tea is served at four."), Room.Cite("Tea is free."), Room.Cite("Cake comes on Sundays."));

        Assert.Equal([1, 3], verified.Select(static citation => citation.Marker));
        Assert.Equal(["Tea is served at four.", "Cake comes on Sundays."], verified.Select(static citation => citation.Quote));
        Assert.Equal(0, verified[0].Place.StartByte);
        Assert.Equal("p1", verified[0].PassageId);
    }

    [Fact]
    public async Task Check_ThirtyPercentFabricated_DropsExactlyThose()
    {
        var truth = new[] { "Tea is served at four.", "Coffee is served at ten.", "Cake comes on Sundays.", "served" };
        var random = new Random(7);
        for (var answer = 0; answer < 1000; answer++)
        {
            var claims = Enumerable.Range(0, random.Next(1, 8))
                .Select(_ => random.NextDouble() < 0.3 ? $"Invented {random.Next()}" : truth[random.Next(4)]).ToList();
            var verified = await CheckAsync([.. claims.Select(static claim => Room.Cite(claim))]);
            Assert.Equal(claims.Where(truth.Contains), verified.Select(static citation => citation.Quote));
        }
    }

    [Fact]
    public async Task Check_DocumentOfAnotherRoomOrNone_IsDropped() =>
        Assert.Empty(await CheckAsync(Room.Cite("Tea", "d2"), Room.Cite("Tea", ""), Room.Cite(" "), Room.Cite(new string('x', 8193))));

    [Fact]
    public async Task Check_FewerVerdictsThanQuotes_VerifiesNoMore()
    {
        _room.Verifying = static (claims, _) => Task.FromResult<IReadOnlyList<QuoteVerdict>>([Room.Judge(claims[0])]);
        Assert.Single(await CheckAsync(Room.Cite("Tea"), Room.Cite("Coffee")));
    }

    [Fact]
    public async Task Check_ManyQuotes_AsksInCallsOfAHundred()
    {
        var sizes = new List<int>();
        _room.Verifying = (claims, _) =>
        {
            sizes.Add(claims.Count);
            return Task.FromResult<IReadOnlyList<QuoteVerdict>>([.. claims.Select(Room.Judge)]);
        };
        Assert.Equal(250, (await CheckAsync([.. Enumerable.Repeat(Room.Cite("Tea"), 250)])).Count);
        Assert.Equal([100, 100, 50], sizes);
    }

    private Task<IReadOnlyList<VerifiedCitation>> CheckAsync(params CitationAnnotation[] citations) =>
        new CitationChecker(_room).CheckAsync(Room.Reader, citations, CancellationToken.None);
}
