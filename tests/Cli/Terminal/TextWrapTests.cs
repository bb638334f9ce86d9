using FsCheck;
using FsCheck.Fluent;
using GroupChat.Cli.Terminal;

namespace GroupChat.Cli.Tests.Terminal;

public sealed class TextWrapTests
{
    [Fact]
    public void Lines_LongText_BreaksAtSpaces() =>
        Assert.Equal(["the quick", "brown fox", "jumps"], TextWrap.Lines("the quick brown fox jumps", 10, 10));

    [Fact]
    public void Lines_LongWord_BreaksInside() => Assert.Equal(["abcde", "fghij", "k"], TextWrap.Lines("abcdefghijk", 5, 5));

    [Fact]
    public void Lines_WideCharacters_NeverCutOneInHalf() =>
        Assert.Equal(["日本", "語で", "す"], TextWrap.Lines("日本語です", 5, 5));

    [Fact]
    public void Lines_FirstLineShorter_UsesItsOwnWidth() => Assert.Equal(["ab", "cdefg", "h"], TextWrap.Lines("ab cdefg h", 3, 5));

    [Fact]
    public void Lines_OwnLineEnds_AreKept() => Assert.Equal(["a", "", "  b"], TextWrap.Lines("a\n\n  b", 10, 10));

    [Theory]
    [InlineData("hello", 5, "hello")]
    [InlineData("hello!", 5, "hell…")]
    [InlineData("日本語", 5, "日本…")]
    [InlineData("hello", 0, "")]
    public void Cut_Text_FitsAndSaysSo(string text, int cells, string expected) => Assert.Equal(expected, TextWrap.Cut(text, cells));

    [Fact]
    public void Lines_AnyText_FitTheWidthAndKeepEveryCharacter() => Prop.ForAll(
        SanitizerTests.Hostile(), Gen.Choose(2, 30).ToArbitrary(), (hostile, width) =>
        {
            var text = Sanitizer.Text(hostile);
            var lines = TextWrap.Lines(text, width, width);
            return lines.All(line => CellWidth.Of(line) <= width) && Solid(string.Concat(lines)) == Solid(text);
        }).QuickCheckThrowOnFailure();

    private static string Solid(string text) => text.Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
}
