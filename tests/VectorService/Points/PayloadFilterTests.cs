using GroupChat.ServiceDefaults.Errors;
using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Tests.Points;

public sealed class PayloadFilterTests
{
    private static readonly Dictionary<string, string> Payload = new() { ["lang"] = "en", ["size"] = "12.5", ["page"] = "-3" };

    [Theory]
    [InlineData(12.5, null, null, null, false)]
    [InlineData(12.4, null, null, null, true)]
    [InlineData(null, 12.5, null, 12.5, true)]
    [InlineData(null, null, 12.5, null, false)]
    [InlineData(null, null, 12.6, null, true)]
    [InlineData(null, 13.0, null, null, false)]
    [InlineData(null, null, null, 12.4, false)]
    public void InRange_Bounds_AreOpenOrClosed(double? above, double? atLeast, double? below, double? atMost, bool matches) =>
        Assert.Equal(matches, new PayloadFilter.InRange("size", above, atLeast, below, atMost).Matches(Payload));

    [Fact]
    public void InRange_NotANumberOrNotThere_DoesNotMatch()
    {
        Assert.False(new PayloadFilter.InRange("lang", 0, null, null, null).Matches(Payload));
        Assert.False(new PayloadFilter.InRange("none", 0, null, null, null).Matches(Payload));
        Assert.False(new PayloadFilter.InRange("nan", null, null, null, 5).Matches(new Dictionary<string, string> { ["nan"] = "NaN" }));
        Assert.True(new PayloadFilter.InRange("page", null, null, 0, null).Matches(Payload));
    }

    [Fact]
    public void Group_MustShouldMustNot_AreJoined()
    {
        PayloadFilter yes = new PayloadFilter.Exists("lang"), no = new PayloadFilter.Exists("none");
        Assert.True(new PayloadFilter.Group([yes], [], []).Matches(Payload));
        Assert.False(new PayloadFilter.Group([yes, no], [], []).Matches(Payload));
        Assert.True(new PayloadFilter.Group([], [no, yes], []).Matches(Payload));
        Assert.False(new PayloadFilter.Group([], [no, no], []).Matches(Payload));
        Assert.True(new PayloadFilter.Group([], [], [no]).Matches(Payload));
        Assert.False(new PayloadFilter.Group([yes], [yes], [no, yes]).Matches(Payload));
        Assert.True(PayloadFilter.All([new PayloadFilter.Group([], [], [PayloadFilter.All([no])])]).Matches(Payload));
    }

    [Fact]
    public void Check_SeveralMistakes_NamesEveryField()
    {
        var filter = new PayloadFilter.Group(
            [new PayloadFilter.Exists(""), new PayloadFilter.InRange("size", null, null, null, null)],
            [PayloadFilter.All([])],
            [new PayloadFilter.InRange("size", double.NaN, null, null, null), new PayloadFilter.AnyOf("lang", new HashSet<string>())]);
        Assert.Equal(
            [
                "filter.must[0].key", "filter.must[1].range", "filter.should[0].filter.must", "filter.must_not[0].range",
                "filter.must_not[1].any_of",
            ],
            FieldsOf(filter));
    }

    [Fact]
    public void Check_TooDeepOrTooMany_IsRefused()
    {
        PayloadFilter deep = new PayloadFilter.Exists("a");
        for (var i = 0; i < FilterRules.MaxDepth; i++)
            deep = PayloadFilter.All([deep]);
        Assert.Empty(FieldsOf(deep));
        Assert.Single(FieldsOf(PayloadFilter.All([deep])));

        var wide = PayloadFilter.All([.. Enumerable.Repeat(new PayloadFilter.Exists("a"), 32)]);
        Assert.Empty(FieldsOf(PayloadFilter.All([.. Enumerable.Repeat(wide, 7)])));
        Assert.Equal(["filter"], FieldsOf(PayloadFilter.All([.. Enumerable.Repeat(wide, 8)])));
        Assert.Equal(["filter.must"], FieldsOf(PayloadFilter.All([.. Enumerable.Repeat(new PayloadFilter.Exists("a"), 33)])));
    }

    private static string[] FieldsOf(PayloadFilter filter)
    {
        var violations = new Violations();
        FilterRules.Check(filter, violations);
        return violations.Any ? [.. Assert.Throws<DomainError>(violations.ThrowIfAny).Violations.Select(violation => violation.Field)] : [];
    }
}
