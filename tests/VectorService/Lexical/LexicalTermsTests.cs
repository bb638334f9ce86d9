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
    public void Of_Names_CountsTheirWordsByTwosToo()
    {
        var terms = LexicalTerms.Of(Tokenizer.Tokenize("max-parallel-workers and MAX_PARALLEL"));
        Assert.Equal((2, 1, 2), (terms.Counts["max_parallel"], terms.Counts["parallel_workers"], terms.Counts["max"]));
        Assert.Equal(6, terms.Length);
    }

    [Fact]
    public void Of_WordsStuckTogetherByCapitals_CountsTheWholeAndItsWords()
    {
        var terms = LexicalTerms.Of(Tokenizer.Tokenize("ReadAllLines reads"));
        Assert.Equal(["all", "all_lines", "line", "read", "read_all", "readalllin"], terms.Counts.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((1, 1), (terms.Counts["read"], terms.Counts["readalllin"]));
        Assert.Equal(2, terms.Length);
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
    [InlineData("pg_stat_activity", "pg pg_stat stat stat_activity activ")]
    [InlineData("Path.Combine std::sort", "path path_combine combin std std_sort sort")]
    [InlineData("maxTokens token", "maxtoken token")]
    [InlineData("A sentence. Another... one", "a sentenc anoth on")]
    [InlineData("ログ.ファイル a.猫", "ログ ファ ァイ イル a 猫")]
    public void OfQuery_EachTermOnce_InOrder(string query, string terms) =>
        Assert.Equal(terms, string.Join(' ', LexicalTerms.OfQuery(Tokenizer.Tokenize(query))));

    [Theory]
    [InlineData("gateway", true)]
    [InlineData("방은", false)]
    [InlineData("привет", true)]
    [InlineData("über", true)]
    [InlineData("log_file", false)]
    [InlineData("猫か", false)]
    [InlineData("\U00020000\U00020001", false)]
    public void CanBeRespelled_WordsOnly(string term, bool can) => Assert.Equal(can, LexicalTerms.CanBeRespelled(term));
}
