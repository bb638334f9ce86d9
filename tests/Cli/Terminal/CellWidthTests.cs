using GroupChat.Cli.Terminal;

namespace GroupChat.Cli.Tests.Terminal;

public sealed class CellWidthTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 3)]
    [InlineData("日本", 4)]
    [InlineData("한글", 4)]
    [InlineData("ｱ", 1)]
    [InlineData("Ａ", 2)]
    [InlineData("e\u0301", 1)]
    [InlineData("👍", 2)]
    [InlineData("👍🏽", 2)]
    [InlineData("𝒳", 1)]
    [InlineData("𠀀", 2)]
    [InlineData("❤\uFE0F", 2)]
    [InlineData("✓ …›", 4)]
    public void Of_Text_CountsCells(string text, int cells) => Assert.Equal(cells, CellWidth.Of(text));
}
