using FsCheck;
using FsCheck.Fluent;
using GroupChat.Chat.Search.Folding;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Search;

public sealed class SearchFoldingTests
{
    [Theory]
    [InlineData("Hello, World", "hello, world")]
    [InlineData("  a \t\r\n b\u00a0\u3000c  ", "a b c")]
    [InlineData("ＡＢＣ１２３", "abc123")]
    [InlineData("Café CAFE\u0301 cafe", "cafe cafe cafe")]
    [InlineData("Straße STRASSE", "strasse strasse")]
    [InlineData("ΣΊΣΥΦΟΣ Σίσυφος", "σισυφοσ σισυφοσ")]
    [InlineData("Phở tiếng Việt", "pho tieng viet")]
    [InlineData("İstanbul ISPARTA ısı", "istanbul isparta isi")]
    [InlineData("Ёлка йод ЙОД", "елка йод йод")]
    [InlineData("ｶﾞｷﾞ か\u3099", "ガギ が")]
    [InlineData("\u1112\u1161\u11ab\u1100\u1173\u11af", "한글")]
    [InlineData("שָׁלוֹם", "שלום")]
    [InlineData("أَهْلاً", "اهلا")]
    [InlineData("นี่คือ", "นี่คือ")]
    [InlineData("नमस्ते", "नमस्ते")]
    [InlineData("٣٤ ۵ ४", "34 5 4")]
    [InlineData("“a” ‘b’ – c…", "\"a\" 'b' - c...")]
    [InlineData("👩\u200d💻 ❤\ufe0f", "👩💻 ❤")]
    [InlineData("a\u00adb\u200bc", "abc")]
    [InlineData("a\u0000b\u0007", "a b")]
    [InlineData("Łódź Ærø Đà", "lodz aero da")]
    public void Fold_WhatPeopleDoNotTellApart_BecomesOne(string text, string folded) => Assert.Equal(folded, SearchFolding.Fold(text));

    [Fact]
    public void Fold_AnyText_LeavesSingleInnerSpacesOnly() => Prop
        .ForAll<NonNull<string>>(text =>
        {
            var folded = SearchFolding.Fold(text.Get);
            return folded == folded.Trim(' ') && !folded.Contains("  ", StringComparison.Ordinal) && !folded.Any(char.IsControl);
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Trace_AnyText_FoldsAlikeAndLeadsBackInOrder() => Prop
        .ForAll<NonNull<string>>(text =>
        {
            var traced = SearchFolding.Trace(text.Get);
            var ok = traced.Text == SearchFolding.Fold(text.Get);
            for (var i = 0; i < traced.Text.Length; i++)
                ok &= traced.Starts[i] < traced.Ends[i] && traced.Ends[i] <= text.Get.Length && (i == 0 || traced.Starts[i - 1] <= traced.Starts[i]);
            return ok;
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public async Task Fold_ThousandsOfMarksOnOneBase_StaysQuick()
    {
        var text = "a" + string.Concat(Enumerable.Repeat("\u0301\u0323\u200d", 100_000)) + "b";
        Assert.Equal("ab", await Task.Run(() => SearchFolding.Fold(text)).Within());
    }
}
