using GroupChat.TestSupport;
using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Search;
using GroupChat.Vectors.Tests.Kit;
using GroupChat.Vectors.Tests.Search;

namespace GroupChat.Vectors.Tests.Qdrant;

/// <summary>The same shapes of questions to Qdrant.</summary>
public sealed class QdrantSearchShapeTests : SearchShapeTests
{
    public override async Task Explain_Asked_TellsCandidatesPathAndTerms()
    {
        Assert.Null((await AnswerAsync(Query)).Explanation);
        var explanation = (await AnswerAsync(Query with { Explain = true, Text = "gapless sequnce" })).Explanation!;
        Assert.Equal((4, 4), (explanation.Points, explanation.Candidates));
        Assert.Equal(SearchPath.Elsewhere, explanation.Dense!.Value.Path);
        Assert.Equal(2, Assert.Single(explanation.Terms).Points);
        Assert.Null((await AnswerAsync(Query with { Explain = true, Mode = SearchMode.Lexical })).Explanation!.Dense);
    }

    private protected override async Task<VectorHouse> OpenAsync(TempFolder folder) =>
        await VectorHouse.WithCollectionAsync(new VectorHouse(await QdrantPlace.OpenAsync()));
}
