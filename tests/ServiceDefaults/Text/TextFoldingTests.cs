using FsCheck;
using FsCheck.Fluent;
using GroupChat.ServiceDefaults.Text;
using GroupChat.TestSupport;

namespace GroupChat.ServiceDefaults.Tests.Text;

public sealed class TextFoldingTests
{
    [Theory]
    [InlineData("Plain ASCII", "plain ascii")]
    [InlineData("ＡＢＣ１２３", "abc123")]
    [InlineData("ﬁle ﬂow", "file flow")]
    [InlineData("Cafe\u0301", "caf\u00e9")]
    [InlineData("CAF\u00c9", "caf\u00e9")]
    [InlineData("ｶﾞｷﾞ", "ガギ")]
    [InlineData("か\u3099", "が")]
    [InlineData("\u1112\u1161\u11ab\u1100\u1173\u11af", "한글")]
    [InlineData("한\u11a8", "한\u11a8")]
    [InlineData("①②½", "121⁄2")]
    [InlineData("Ⅷ ㎏", "viii kg")]
    [InlineData("q\u0307\u0323", "q\u0323\u0307")]
    [InlineData("ǅ ΣΊΣΥΦΟΣ", "dž σίσυφοσ")]
    [InlineData("\u2126", "ω")]
    [InlineData("\uFA10", "\u585a")]
    public void Fold_CompatibilityForms_BecomeOne(string text, string folded) => Assert.Equal(folded, TextFolding.Fold(text));

    [Fact]
    public void Fold_AnyText_IsStable() => Prop
        .ForAll<NonNull<string>>(text =>
        {
            var once = TextFolding.Fold(text.Get);
            return TextFolding.Fold(once) == once;
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Fold_LoneSurrogate_BecomesReplacementCharacter() => Assert.Equal("a\ufffdé", TextFolding.Fold("a\ud800É"));

    // Sorting marks by insertion would take minutes here.
    [Fact]
    public async Task Fold_ThousandsOfMarksOnOneBase_StaysQuick()
    {
        var text = "a" + string.Concat(Enumerable.Repeat("\u0301\u0323", 200_000));
        var folded = await Task.Run(() => TextFolding.Fold(text)).Within();
        Assert.StartsWith("\u1ea1\u0323", folded, StringComparison.Ordinal);
    }
}
