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

    [Fact]
    public void Tokenize_EndlessWord_IsCut()
    {
        var token = Assert.Single(Tokenizer.Tokenize(new string('x', 10_000)));
        Assert.Equal(Tokenizer.MaxWord, token.Text.Length);
    }
}
