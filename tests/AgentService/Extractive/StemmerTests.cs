using GroupChat.Agents.Extractive;

namespace GroupChat.Agents.Tests.Extractive;

public sealed class StemmerTests
{
    [Theory]
    [InlineData("configure configured configures configuring configuration configurable")]
    [InlineData("delete deletes deleted deleting deletion")]
    [InlineData("reply replies replied")]
    [InlineData("limit limits limited limiting")]
    [InlineData("stop stops stopped stopping")]
    [InlineData("rotate rotation rotates rotated")]
    [InlineData("secure security")]
    [InlineData("send sends sent sending sender")]
    [InlineData("automatic automatically")]
    public void Stem_Inflected_IsTheSame(string words) => Assert.Single(words.Split(' ').Select(Stemmer.Stem).Distinct());

    [Theory]
    [InlineData("setting set")]
    [InlineData("document dock")]
    [InlineData("message mess")]
    public void Stem_OtherWord_IsAnother(string words) => Assert.Equal(2, words.Split(' ').Select(Stemmer.Stem).Distinct().Count());
}
