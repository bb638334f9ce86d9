using GroupChat.Agents.Language.Rules;

namespace GroupChat.Agents.Tests.Language;

public sealed class ExtractiveSummaryTests
{
    private const string Text =
        """
        The server keeps every message in a log. The log of a room has no gaps. My cat likes warm places.
        A client that comes back tells the server its place in the log, and the server sends what the client missed.
        The server keeps every message in a log of the room. Yesterday it rained.
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(20)]
    public void Of_AText_IsItsOwnSentencesInOrder(int most)
    {
        var (summary, coverage) = ExtractiveSummary.Of(Text, most);
        var rest = Text.ReplaceLineEndings(" ");
        Assert.Contains("log", summary, StringComparison.Ordinal);
        foreach (var sentence in summary.Split(". ").Select(static sentence => sentence.TrimEnd('.')))
        {
            var at = rest.IndexOf(sentence, StringComparison.Ordinal);
            Assert.True(at >= 0, sentence);
            rest = rest[at..];
        }
        Assert.InRange(summary.Split(". ").Length, 1, most);
        Assert.InRange(coverage, 0.01, 1);
    }

    [Fact]
    public void Of_ATextThatRepeatsItself_DoesNotRepeatIt()
    {
        var (summary, _) = ExtractiveSummary.Of(Text, 2);
        Assert.DoesNotContain("cat", summary, StringComparison.Ordinal);
        Assert.Contains("client", summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Hello")]
    [InlineData("the and of")]
    [InlineData("```\ncode only\n```")]
    [InlineData("?")]
    public void Of_AlmostNothing_IsSomething(string text) => Assert.NotEmpty(ExtractiveSummary.Of(text, 3).Summary);
}
