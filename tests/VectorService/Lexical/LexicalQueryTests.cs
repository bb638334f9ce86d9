using GroupChat.Vectors.Lexical;
using GroupChat.Vectors.Tests.Kit;

namespace GroupChat.Vectors.Tests.Lexical;

public sealed class LexicalQueryTests
{
    [Fact]
    public void Of_KnownTerms_AreTakenAsTheyAre()
    {
        var query = LexicalQuery.Of(Snapshots.Of("configuration of the gateway"), "gateway configuration");
        Assert.False(query.IsRespelled);
        Assert.Equal([new("gatewai", 1), new WeightedTerm("configur", 1)], query.Terms);
    }

    [Theory]
    [InlineData("gatway", "gatewai")]
    [InlineData("configuratoin", "configur")]
    [InlineData("subscribtion", "subscript")]
    public void Of_MisspelledTerm_FindsWhatWasMeant(string typed, string meant)
    {
        var query = LexicalQuery.Of(Snapshots.Of("configuration of the gateway", "a subscription to weather news"), typed);
        Assert.True(query.IsRespelled);
        Assert.Equal(meant, query.Terms[0].Term);
        Assert.InRange(query.Terms[0].Weight, 0.3, 0.99);
    }

    [Theory]
    [InlineData("stat_activity", true)]
    [InlineData("Stat-Activity the_gateway", true)]
    [InlineData("stat_activity view", false)]
    [InlineData("stat activity", false)]
    [InlineData("stat_gateway", false)]
    [InlineData("stat.x y", false)]
    [InlineData("", false)]
    public void Of_NothingButNames_IsAName(string text, bool isName) =>
        Assert.Equal(isName, LexicalQuery.Of(Snapshots.Of("stat_activity and the_gateway"), text).IsName);

    [Fact]
    public void Of_UnknownName_IsItsWords()
    {
        var query = LexicalQuery.Of(Snapshots.Of("stat_activity and the gateway"), "stat_gateway");
        Assert.False(query.IsRespelled);
        Assert.Equal(["stat", "gatewai"], query.Terms.Select(term => term.Term));
    }

    [Theory]
    [InlineData("sets maxTokens here", "maxtoken")] // as somebody writes it: that is what is meant
    [InlineData("max_tokens and more", "max max_tokens token")]
    [InlineData("the max of tokens", "max token")]
    public void Of_WordsStuckTogetherByCapitals_AreLookedForAsTheyAreWritten(string text, string terms)
    {
        var query = LexicalQuery.Of(Snapshots.Of(text), "maxTokens");
        Assert.Equal(terms, string.Join(' ', query.Terms.Where(term => term.Weight == 1).Select(term => term.Term)));
    }

    [Fact]
    public void Of_ForeignTerm_AddsNothing()
    {
        var query = LexicalQuery.Of(Snapshots.Of("configuration of the gateway"), "gateway zxqjk");
        Assert.False(query.IsRespelled);
        Assert.Equal("gatewai", Assert.Single(query.Terms).Term);
    }

    [Fact]
    public void Of_TermOnlyDeletedPointsHave_CountsAsUnknown()
    {
        var index = Snapshots.IndexOf(Snapshots.Point("gone", "gateways"), Snapshots.Point("kept", "gateway1"));
        Snapshots.Apply(index, [], ["gone"]);
        var query = LexicalQuery.Of(index.Snapshot, "gateways");
        Assert.True(query.IsRespelled);
        Assert.Contains("gateway1", query.Terms.Select(term => term.Term));
    }
}
