using GroupChat.Agents.Catalog;

namespace GroupChat.Agents.Tests;

public sealed class CatalogPageTests
{
    private static readonly IReadOnlyList<string> All = [.. Enumerable.Range(0, 250).Select(static number => $"{number:000}")];

    [Fact]
    public void Of_PageAfterPage_GivesEachOnce()
    {
        var seen = new List<string>();
        var token = "";
        do
        {
            var page = CatalogPage<string>.Of(All, static item => item, 7, token);
            seen.AddRange(page.Items);
            token = page.NextToken;
        }
        while (token.Length > 0);
        Assert.Equal(All, seen);
    }

    [Theory]
    [InlineData(0, 50)]
    [InlineData(1, 1)]
    [InlineData(1000, 200)]
    public void Of_Size_IsDefaultedAndBounded(int size, int items) =>
        Assert.Equal(items, CatalogPage<string>.Of(All, static item => item, size, "").Items.Count);
}
