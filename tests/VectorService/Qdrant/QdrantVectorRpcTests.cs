using GroupChat.Contracts.Vector.V1;
using GroupChat.TestSupport;
using GroupChat.Vectors.Tests.Wire;

namespace GroupChat.Vectors.Tests.Qdrant;

/// <summary>The service's calls over Qdrant.</summary>
public sealed class QdrantVectorRpcTests : VectorRpcTests
{
    private QdrantPlace _place = null!;

    private protected override string DensePath => "qdrant";

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _place.DisposeAsync();
    }

    public override async Task Search_Misspelled_NamesTheTrigramLane()
    {
        await UpsertAsync(Client, Point("a", "Configuration of the gateway"));
        Assert.Empty((await SearchAsync(Client, "gatewya configuraton", SearchMode.Lexical)).Hits);
    }

    private protected override async Task<TestNode> StartAsync(TempFolder? folder = null)
    {
        _place ??= await QdrantPlace.OpenAsync();
        return await QdrantNode.StartAsync(_place, folder);
    }
}
