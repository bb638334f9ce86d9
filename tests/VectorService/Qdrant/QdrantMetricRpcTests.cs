using GroupChat.TestSupport;
using GroupChat.Vectors.Tests.Wire;

namespace GroupChat.Vectors.Tests.Qdrant;

/// <summary>Every metric over Qdrant: the same order, the same scores.</summary>
public sealed class QdrantMetricRpcTests : MetricRpcTests, IAsyncLifetime
{
    private QdrantPlace _place = null!;

    private protected override string DensePath => "qdrant";

    public async Task InitializeAsync() => _place = await QdrantPlace.OpenAsync();

    public async Task DisposeAsync() => await _place.DisposeAsync();

    private protected override Task<TestNode> StartAsync(TempFolder? folder = null) => QdrantNode.StartAsync(_place, folder);
}
