using FsCheck;
using FsCheck.Fluent;
using GroupChat.Cli.Terminal;

namespace GroupChat.Cli.Tests.Terminal;

public sealed class SanitizerTests
{
    [Theory]
    [InlineData("hello", "hello")]
    [InlineData("\e[2J\e]0;owned\a", "␛[2J␛]0;owned␇")]
    [InlineData("\u009b31mred", "\uFFFD31mred")]
    [InlineData("a\r\nb\rc\nd", "a\nb\nc\nd")]
    [InlineData("a\tb", "a  b")]
    [InlineData("\x7f", "␡")]
    [InlineData("user\u202Egpj.exe", "user\uFFFDgpj.exe")]
    [InlineData("line\u2028end", "line\nend")]
    [InlineData("日本語 👍🏽 é", "日本語 👍🏽 é")]
    public void Text_WithControls_ShowsThemInstead(string hostile, string safe) => Assert.Equal(safe, Sanitizer.Text(hostile));

    [Fact]
    public void Line_WithLineEnds_StaysOneLine() => Assert.Equal("a⏎b⏎c", Sanitizer.Line("a\r\nb\nc"));

    [Fact]
    public void Text_WithLoneSurrogate_BecomesReplacement() => Assert.Equal("a\uFFFDb", Sanitizer.Text("a\uD83Db"));

    [Fact]
    public void Text_AnyInput_EmitsNoControls() => Prop.ForAll(
        Hostile(), text => Sanitizer.Text(text).All(character => character == '\n' || !IsDangerous(character)))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Line_AnyInput_EmitsNoControlsAndNoLineEnd() => Prop.ForAll(
        Hostile(), text => !Sanitizer.Line(text).Any(IsDangerous)).QuickCheckThrowOnFailure();

    [Fact]
    public void Text_Twice_ChangesNothingMore() => Prop.ForAll(
        Hostile(), text => Sanitizer.Text(Sanitizer.Text(text)) == Sanitizer.Text(text)).QuickCheckThrowOnFailure();

    /// <summary>Any UTF-16 at all, with controls far more often than chance would bring them.</summary>
    internal static Arbitrary<string> Hostile() => Gen.OneOf(
            Gen.Choose(0, 0xA0).Select(value => (char)value),
            Gen.Choose(0x2000, 0x2070).Select(value => (char)value),
            Gen.Choose(0xD7F0, 0xE010).Select(value => (char)value),
            Gen.Choose(0, 0xFFFF).Select(value => (char)value))
        .ArrayOf().Select(characters => new string(characters)).ToArbitrary();

    private static bool IsDangerous(char character) =>
        char.IsControl(character) || character is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
