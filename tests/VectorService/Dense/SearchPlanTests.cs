using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Index;
using GroupChat.Vectors.Tests.Kit;

namespace GroupChat.Vectors.Tests.Dense;

public sealed class SearchPlanTests
{
    [Theory]
    [InlineData(1_000, 1_000, 0, nameof(SearchPath.Floats))]
    [InlineData(20_000, 20_000, 0, nameof(SearchPath.Codes))]
    [InlineData(100_000, 100_000, 100_000, nameof(SearchPath.Graph))]
    [InlineData(100_000, 100_000, 40_000, nameof(SearchPath.Codes))] // half a graph
    [InlineData(30_000, 100_000, 100_000, nameof(SearchPath.Codes))] // a filter
    [InlineData(50_000, 100_000, 100_000, nameof(SearchPath.Graph))] // one that lets through half
    [InlineData(500, 100_000, 100_000, nameof(SearchPath.Floats))]
    [InlineData(95_000, 100_000, 100_000, nameof(SearchPath.Graph))] // a filter that hardly takes anything away
    [InlineData(100_000, 2_000_000, 2_000_000, nameof(SearchPath.Codes))] // a twentieth
    [InlineData(1_000_000, 2_000_000, 2_000_000, nameof(SearchPath.Graph))]
    public void For_Candidates_ChoosesTheWay(int candidates, int rows, int inGraph, string path)
    {
        var request = new DenseRequest(Clouds.Slots(Enumerable.Range(0, candidates)), 10);
        Assert.Equal(Enum.Parse<SearchPath>(path), SearchPlan.For(request, DenseSettings.Default, rows, inGraph, 64).Path);
    }

    [Fact]
    public void For_ExactAsked_LooksAtEveryRowByFloats()
    {
        var request = new DenseRequest(Clouds.Slots(Enumerable.Range(0, 100_000)), 10) { Exact = true };
        Assert.Equal(SearchPath.Floats, SearchPlan.For(request, DenseSettings.Default, 100_000, 100_000, 64).Path);
    }

    [Fact]
    public void For_HalfLetThrough_WalksTwiceAsWide()
    {
        var request = new DenseRequest(Clouds.Slots(Enumerable.Range(0, 500_000)), 10);
        Assert.Equal(128, SearchPlan.For(request, DenseSettings.Default, 1_000_000, 1_000_000, 64).Width);
    }

    [Fact]
    public void For_NoCandidates_DividesByNothing() =>
        Assert.Equal(SearchPath.Floats, SearchPlan.For(new DenseRequest(SlotSet.Empty, 10), DenseSettings.Default, 0, 0, 64).Path);
}
