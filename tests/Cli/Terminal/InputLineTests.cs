using GroupChat.Cli.Terminal;

namespace GroupChat.Cli.Tests.Terminal;

public sealed class InputLineTests
{
    [Fact]
    public void Of_ShortLine_ShowsAllOfIt() => Assert.Equal(new InputLine("hello", 2), InputLine.Of("hello", 2, 10));

    [Fact]
    public void Of_LongLineCursorAtEnd_ShowsTheEnd() => Assert.Equal(new InputLine("fghijklmn", 9), InputLine.Of("abcdefghijklmn", 14, 10));

    [Fact]
    public void Of_LongLineCursorAtStart_ShowsTheStart() =>
        Assert.Equal(new InputLine("abcdefghi", 0), InputLine.Of("abcdefghijklmn", 0, 10));

    [Fact]
    public void Of_WideCharacters_CountsCells() => Assert.Equal(new InputLine("本語で", 6), InputLine.Of("日本語で", 4, 8));
}
