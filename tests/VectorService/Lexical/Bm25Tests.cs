using GroupChat.Vectors.Index;
using GroupChat.Vectors.Lexical;
using GroupChat.Vectors.Tests.Kit;

namespace GroupChat.Vectors.Tests.Lexical;

public sealed class Bm25Tests
{
    private static readonly string[] Texts =
    [
        "the quick brown fox jumps over the lazy dog",
        "a quick quick fox",
        "lazy dogs sleep all day and all night long while the moon is bright",
        "nothing of interest here",
    ];

    [Fact]
    public void Search_TwoTerms_ScoresAsTheFormulaSays()
    {
        var snapshot = Snapshots.Of(Texts);
        var found = Search(snapshot, "quick", "fox");
        Assert.Equal([1, 0], found.Select(hit => hit.Slot));
        Assert.Equal(Expected(2, 2, 4) + Expected(2, 1, 4), found[0].Score, 1e-9);
        Assert.Equal(Expected(2, 1, 9) + Expected(2, 1, 9), found[1].Score, 1e-9);

        double Expected(int having, int count, int length)
        {
            var mean = (9 + 4 + 14 + 4) / 4.0;
            return Math.Log(1 + ((4 - having + 0.5) / (having + 0.5))) * count * 2.2 / (count + (1.2 * (0.25 + (0.75 * length / mean))));
        }
    }

    [Fact]
    public void Search_DeletedPoints_CountForNothing()
    {
        var points = Texts.Select((text, i) => Snapshots.Point($"p{i}", text)).ToArray();
        var index = Snapshots.IndexOf(points);
        Snapshots.Apply(index, [], ["p0"]);
        var fresh = Snapshots.IndexOf(points[1..]).Snapshot;
        var expected = Search(fresh, "quick", "lazi").Select(hit => hit.Score);
        Assert.Equal(expected, Search(index.Snapshot, "quick", "lazi").Select(hit => hit.Score));
    }

    [Fact]
    public void Search_Candidates_LimitWhatIsFoundButNotItsScore()
    {
        var snapshot = Snapshots.Of(Texts);
        var only = Bm25.Search(snapshot, [new WeightedTerm("quick", 1)], snapshot.Live.Where(slot => slot == 0), 10);
        Assert.Equal(Search(snapshot, "quick").Single(hit => hit.Slot == 0), Assert.Single(only));
    }

    [Fact]
    public void Search_EqualScores_AreOrderedById()
    {
        var snapshot = Snapshots.IndexOf(
            Snapshots.Point("b", "same text"), Snapshots.Point("c", "same text"), Snapshots.Point("a", "same text")).Snapshot;
        var found = Bm25.Search(snapshot, [new WeightedTerm("same", 1)], snapshot.Live, 2);
        Assert.Equal(["a", "b"], found.Select(hit => snapshot.Point(hit.Slot).Id));
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("")]
    public void Search_UnknownTerm_FindsNothing(string term) => Assert.Empty(Search(Snapshots.Of(Texts), term));

    [Fact]
    public void Search_EmptyTenant_FindsNothing() => Assert.Empty(Search(Snapshots.Of(), "quick"));

    private static IReadOnlyList<ScoredSlot> Search(TenantSnapshot snapshot, params string[] terms) =>
        Bm25.Search(snapshot, [.. terms.Select(term => new WeightedTerm(term, 1))], snapshot.Live, 10);
}
