using FsCheck;
using FsCheck.Fluent;
using GroupChat.Chat.Search.Folding;

namespace GroupChat.Chat.Tests.Search;

public sealed class GramsTests
{
    // What the index promises: no text is missed, whatever part of it is asked for.
    [Fact]
    public void Grams_OfAnyPartOfAnyText_AreAmongThoseOfTheText() => Prop
        .ForAll<NonNull<string>, PositiveInt, PositiveInt>((text, start, length) =>
        {
            var folded = SearchFolding.Fold(text.Get + " 漢字 foo_bar(x) ไทย 👍🏽");
            var runes = folded.EnumerateRunes().ToArray();
            var from = start.Get % runes.Length;
            var part = string.Concat(runes.Skip(from).Take((length.Get % 6) + 1)).Trim(' ');
            return part.Length == 0 || Holds(folded, part);
        })
        .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("abc", 1)]
    [InlineData("ab", 0)]
    [InlineData("漢字", 1)]
    [InlineData("漢", 0)]
    [InlineData("漢字x", 2)]
    [InlineData("x漢字", 2)]
    [InlineData("a b", 1)]
    [InlineData("ไทย", 1)]
    [InlineData("한글", 1)]
    [InlineData("aaaaaa", 1)]
    public void Within_Part_GivesItsWholeGramsOnce(string part, int count) => Assert.Equal(count, Grams.Within(part).Count);

    private static bool Holds(string folded, string part)
    {
        var grams = new List<long>();
        Grams.Collect(folded, grams);
        if (Grams.Within(part) is { Count: > 0 } whole)
            return whole.All(grams.Contains);
        var (first, last) = Grams.Beginning(part);
        return grams.Any(gram => gram >= first && gram <= last);
    }
}
