using GroupChat.Documents.Text;

namespace GroupChat.Documents.Tests.Text;

public sealed class CanonicalTextTests
{
    [Theory]
    [InlineData("a\r\nb\rc\nd", "a\nb\nc\nd")]
    [InlineData("a\r\r\nb", "a\n\nb")]
    [InlineData("page\fpage", "page\npage")]
    [InlineData("tab\tstays", "tab\tstays")]
    [InlineData("\u001B[31mred\u001B[0m\u0007\u007F", "[31mred[0m")]
    public void From_LineEndsAndControls_AreNormalised(string text, string expected) =>
        Assert.Equal(expected, CanonicalText.From(text).ToString());

    [Fact]
    public void Slice_ByBytes_ReturnsThoseCharacters()
    {
        var text = CanonicalText.From("äöü👋z");

        Assert.Equal("öü", text.Slice(new(2, 6)));
        Assert.Equal("👋", text.Slice(new(6, 10)));
        Assert.Equal(11, text.Length);
    }

    [Fact]
    public void IsBlank_OnlyUnicodeSpaces_IsTrue() => Assert.True(CanonicalText.From("\u00A0\u2003\n").IsBlank);
}
