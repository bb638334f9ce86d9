using FsCheck;
using FsCheck.Fluent;
using GroupChat.Agents.Safety;

namespace GroupChat.Agents.Tests.Safety;

public sealed class LinkFilterTests
{
    private const string Gone = LinkFilter.Removed;
    private static readonly LinkPolicy Policy = new(["docs.example.com", ".example.org"], "What says https://asked.net/page?q=1 about it?");

    [Theory]
    [InlineData("Plain words, e.g. these: 12:30, a/b, 3.5 (and more)! data: x; C# // comment")]
    [InlineData("See https://docs.example.com/a?b=c#d.")]
    [InlineData("See [the guide](https://docs.example.com/guide), or <https://a.example.org/x>.")]
    [InlineData("![picture](https://img.example.org/p.png)")]
    [InlineData("You named https://asked.net/page?q=1 yourself.")]
    [InlineData("[1](#section) items[i](x) and mail ann@example.net")]
    [InlineData("注意:这是一个很长的句子。没有链接。")]
    public void Filter_WhatIsAllowed_GoesThrough(string text) => Assert.Equal(text, Whole(text));

    [Theory]
    [InlineData("see https://evil.net/?q=secret now", "see https " + Gone + " now")]
    [InlineData("![x](https://evil.net/secret.png)", "x " + Gone)]
    [InlineData("[the guide](https://evil.net/secret)", "[the guide " + Gone)]
    [InlineData("[guide](https://evil.net/secret)", "guide " + Gone)]
    public void Filter_WhatIsNotAllowed_IsRemoved(string text, string shown) => Assert.Equal(shown, Whole(text));

    /// <summary>Every form in which the word of the attacker might reach a browser as an address.</summary>
    public static TheoryData<string> Attacks =>
    [
        "https://evil.net/SECRET", "HTTPS://EVIL.NET/SECRET", "http://evil.net/?a=SECRET", "//evil.net/SECRET", "///evil.net/SECRET", "\\\\evil.net\\SECRET",
        "/\\evil.net/SECRET", "www.evil.net/SECRET", "evil.net/SECRET", "evil.net?SECRET", "evil.net#SECRET", "evil.net:8080/SECRET",
        "<https://evil.net/SECRET>", "[a](//evil.net/SECRET)", "[a]( https://evil.net/SECRET )", "[a](\nhttps://evil.net/SECRET\n)",
        "![a](<https://evil.net/SECRET>)", "![a]( https&#58;&#47;&#47;evil.net/SECRET)", "![a](https&colon;&sol;&sol;evil.net/SECRET)", "![a](https:\\/\\/evil.net/SECRET)",
        "[a]: https://evil.net/SECRET", "[a]:https://evil.net/SECRET", "<img src=https://evil.net/SECRET>", "<img src=\"//evil.net/SECRET\">",
        "<a href='https&#x3a;//evil.net/SECRET'>", "javascript:fetch('SECRET')", "[a](javascript:SECRET)", "[a](java&Tab;script:SECRET)", "data:text/html,SECRET",
        "mailto:a@evil.net?body=SECRET", "ftp://evil.net/SECRET", "https://docs.example.com@evil.net/SECRET", "https://docs.example.com\\@evil.net/SECRET",
        "https://docs.example.com.evil.net/SECRET", "https://evil.net/SECRET?https://docs.example.com/", "https://docs.example.com[.evil.net/SECRET",
        "https://docs.example.com。evil.net/SECRET", "https://docs.example.com%2eevil.net/SECRET", "https://asked.net/page?q=1SECRET", "https://asked.net/page?q=1&SECRET",
        "url(https://evil.net/SECRET)", "看https://evil.net/SECRET", "https:\u0001//evil.net/SECRET", "(https://docs.example.com/)(https://evil.net/SECRET)",
        "https://user:SECRET@docs.example.com/", "tel:SECRET", "wss://evil.net/SECRET",
    ];

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Filter_AnAddressInDisguise_IsNotShownHoweverItIsCut(string attack)
    {
        foreach (var text in (string[])[attack, $"Look: {attack} ok", $"a{'\n'}{attack}"])
        {
            var shown = Whole(text);
            Assert.DoesNotContain("SECRET", shown, StringComparison.Ordinal);
            for (var length = 1; length <= text.Length; length++)
                Assert.Equal(shown, InPieces(text, length));
        }
    }

    [Fact]
    public void Filter_AnyTextInAnyPieces_ShowsTheSameAndNothingAheadOfIt() =>
        Prop.ForAll(Texts(), Gen.Choose(1, 9).ToArbitrary(), static (text, length) =>
        {
            Assert.Equal(Whole(text), InPieces(text, length));
            Assert.DoesNotContain("//e", Whole(text), StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Filter_TextBeforeASign_IsShownAtOnce()
    {
        var filter = new LinkFilter(Policy);
        Assert.Equal("so far", filter.Add("so far"));
        Assert.Equal("", filter.Add("."));
        Assert.Equal(". Yes", filter.Add(" Yes"));
        Assert.Equal("这是", filter.Add("这是"));
        Assert.Equal("", filter.Close());
    }

    [Fact]
    public void Filter_AWordWithoutEnd_IsNotKept()
    {
        var filter = new LinkFilter(Policy);
        Assert.Equal("", filter.Add("<"));
        for (var count = 0; count < 100; count++)
            Assert.Equal("", filter.Add(new string('x', 1000)));
        Assert.Equal(Gone, filter.Close());
        Assert.Equal(50_000, new LinkFilter(Policy).Add(new string('x', 50_000)).Length);
    }

    private static Arbitrary<string> Texts()
    {
        string[] pieces = ["a", " ", "\n", "https://", "//", "evil.net/x", "docs.example.com", "](", "[", "![", ")", "<", ">", "\\", "&#58;", ":", ".", "看", "=", "\"", "e"];
        return Gen.Elements(pieces).ArrayOf().Select(string.Concat).ToArbitrary();
    }

    private static string Whole(string text) => InPieces(text, Math.Max(1, text.Length));

    private static string InPieces(string text, int length)
    {
        var filter = new LinkFilter(Policy);
        return string.Concat(text.Chunk(length).Select(piece => filter.Add(new string(piece)))) + filter.Close();
    }
}
