using GroupChat.Vectors.Lexical;
using GroupChat.Vectors.Text;

namespace GroupChat.Vectors.Tests.Lexical;

public sealed class LexicalTermsTests
{
    [Fact]
    public void Of_Words_CountsStems()
    {
        var terms = LexicalTerms.Of(Tokenizer.Tokenize("Rooms and a room: streaming streams"));
        Assert.Equal(2, terms.Counts["room"]);
        Assert.Equal(2, terms.Counts["stream"]);
        Assert.Equal(6, terms.Length);
    }

    [Fact]
    public void Of_UnspacedRun_CountsPairsAndSingles()
    {
        var terms = LexicalTerms.Of(Tokenizer.Tokenize("東京都"));
        Assert.Equal(["京", "京都", "東", "東京", "都"], terms.Counts.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(2, terms.Length);
    }

    [Theory]
    [InlineData("東京都", "東京 京都")]
    [InlineData("猫", "猫")]
    [InlineData("𠮷野", "𠮷野")]
    [InlineData("Rooms room 猫", "room 猫")]
    public void OfQuery_EachTermOnce_InOrder(string query, string terms) =>
        Assert.Equal(terms, string.Join(' ', LexicalTerms.OfQuery(query)));
}
