using GroupChat.Vectors.Text;

namespace GroupChat.Vectors.Tests.Text;

public sealed class TokenizerTests
{
    [Theory]
    [InlineData("Hello, World!", "hello world")]
    [InlineData("snake_case dotted.name C#", "snake case dotted name c")]
    [InlineData("", "")]
    [InlineData("  \t\n ", "")]
    [InlineData("... --- !!!", "")]
    [InlineData("naïve Straße Ελλάδα Привет", "naïve straße ελλάδα привет")]
    [InlineData("हिन्दी में", "हिन्दी में")]
    [InlineData("ok 👍👍 done", "ok 👍 👍 done")]
    public void Tokenize_SpacedText_GivesWords(string text, string words) =>
        Assert.Equal(words, string.Join(' ', Tokenizer.Tokenize(text).Select(token => token.Text)));

    [Theory]
    [InlineData("東京タワーに行く", "[東京タワーに行く]")]
    [InlineData("GPUで計算する", "gpu [で計算する]")]
    [InlineData("서울 날씨", "[서울] [날씨]")]
    [InlineData("สวัสดี", "[สวัสดี]")]
    [InlineData("中文，标点。", "[中文] [标点]")]
    [InlineData("𠮷野家", "[𠮷野家]")]
    [InlineData("ﾃｽﾄ", "[テスト]")]
    public void Tokenize_UnspacedScript_GivesRuns(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', Tokenizer.Tokenize(text).Select(token => token.Unspaced ? $"[{token.Text}]" : token.Text)));

    [Theory]
    [InlineData("maxTokens", "maxtokens", "max tokens")]
    [InlineData("HTTPServer", "httpserver", "http server")]
    [InlineData("XmlHttpRequest2", "xmlhttprequest2", "xml http request2")]
    [InlineData("PostgreSQL OpenSSL. parseJSON", "postgresql openssl parsejson", "parse json")]
    [InlineData("Base64Url", "base64url", "base64 url")]
    [InlineData("ÜberGröße", "übergröße", "über größe")]
    [InlineData("getＸＭＬ", "getxml", "get xml")]
    [InlineData("IDs NASA word URLs.", "ids nasa word urls", "")]
    [InlineData("a\u001fB", "a b", "")]
    [InlineData("aBcDeFgHiJkLmNoPqR", "abcdefghijklmnopqr", "")]
    public void Tokenize_StuckTogetherByCapitals_KnowsTheWords(string text, string words, string parts)
    {
        var tokens = Tokenizer.Tokenize(text);
        Assert.Equal(words, string.Join(' ', tokens.Select(token => token.Text)));
        Assert.Equal(parts, string.Join(' ', tokens.SelectMany(token => token.Parts ?? [])));
    }

    [Fact]
    public void Tokenize_EndlessWordOfCapitals_IsCutAndHasNoParts()
    {
        var token = Assert.Single(Tokenizer.Tokenize(new string('x', 40) + new string('X', 40) + "x"));
        Assert.Equal((Tokenizer.MaxWord, null), (token.Text.Length, token.Parts));
    }

    [Fact]
    public void Tokenize_EndlessWord_IsCut()
    {
        var token = Assert.Single(Tokenizer.Tokenize(new string('x', 10_000)));
        Assert.Equal(Tokenizer.MaxWord, token.Text.Length);
    }
}
