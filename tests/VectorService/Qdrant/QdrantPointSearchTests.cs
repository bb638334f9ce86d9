using GroupChat.TestSupport;
using GroupChat.Vectors.Search;
using GroupChat.Vectors.Tests.Kit;
using GroupChat.Vectors.Tests.Search;

namespace GroupChat.Vectors.Tests.Qdrant;

/// <summary>The same questions to Qdrant. It knows no words that are merely similar, and any vector is near to something.</summary>
public sealed class QdrantPointSearchTests : PointSearchTests
{
    public override async Task Search_Misspelled_FindsByTrigram(string query, string id)
    {
        Assert.Empty(await House.SearchAsync("room", query, SearchMode.Lexical));
        Assert.Contains(id, await House.FindAsync("room", query));
    }

    public override async Task Search_NothingInCommon_FindsNothing(string mode) =>
        Assert.All(await House.SearchAsync("room", "Ωμέγα 你好吗", Enum.Parse<SearchMode>(mode)), hit => Assert.Equal(Lane.Dense, Assert.Single(hit.Lanes).Lane));

    private protected override async Task<VectorHouse> OpenAsync(TempFolder folder) =>
        await VectorHouse.WithCollectionAsync(new VectorHouse(await QdrantPlace.OpenAsync()));
}
