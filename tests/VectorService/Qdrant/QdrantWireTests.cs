using GroupChat.Contracts.Vector.V1;
using GroupChat.TestSupport;
using GroupChat.Vectors.Tests.Wire;
using Microsoft.AspNetCore.Builder;

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

/// <summary>Its stream over Qdrant.</summary>
public sealed class QdrantPointStreamTests : PointStreamTests
{
    private QdrantPlace _place = null!;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _place.DisposeAsync();
    }

    private protected override async Task<TestNode> StartAsync() => await QdrantNode.StartAsync(_place = await QdrantPlace.OpenAsync());
}

internal static class QdrantNode
{
    public static Task<TestNode> StartAsync(QdrantPlace place, TempFolder? folder = null) => TestNode.StartAsync(
        builder =>
        {
            builder.Configuration["Vectors:Qdrant:Address"] = place.Options.Address;
            builder.Configuration["Vectors:Qdrant:ApiKey"] = place.Options.ApiKey;
            builder.Configuration["Vectors:Qdrant:Prefix"] = place.Options.Prefix;
            builder.AddVectors();
        },
        app => app.MapVectors(),
        folder);
}
