using GroupChat.TestSupport;
using GroupChat.Vectors.Tests.Wire;

namespace GroupChat.Vectors.Tests.Qdrant;

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
