using System.Globalization;
using GroupChat.Contracts.Vector.V1;
using GroupChat.TestSupport;
using GroupChat.Vectors;

namespace GroupChat.Bench.Servers;

/// <summary>VectorService in this process, spoken to over HTTP/2 as other services do. Points have numbers.</summary>
internal sealed class VectorNode : IAsyncDisposable
{
    private const string Collection = "bench";
    private const int Together = 250;

    private readonly TestNode _node;
    private readonly VectorService.VectorServiceClient _client;

    private VectorNode(TestNode node) => (_node, _client) = (node, node.ServiceClient<VectorService.VectorServiceClient>());

    public static async Task<VectorNode> StartAsync()
    {
        var node = new VectorNode(await TestNode.StartAsync(builder => builder.AddVectors(), app => app.MapVectors()));
        await node._client.EnsureCollectionAsync(new() { CollectionId = Collection });
        return node;
    }

    /// <summary>Makes texts a tenant's points.</summary>
    public async Task AddAsync(string tenant, IEnumerable<string> texts)
    {
        var address = new Address { CollectionId = Collection, TenantId = tenant };
        foreach (var some in texts.Index().Chunk(Together))
        {
            var points = some.Select(one => new Point { PointId = one.Index.ToString(CultureInfo.InvariantCulture), Text = one.Item });
            var added = await _client.UpsertPointsAsync(new() { Address = address, Points = { points } });
            if (added.Results.FirstOrDefault(result => result.Reason.Length > 0) is { } refused)
                throw new InvalidOperationException($"A point was refused: {refused.Reason}.");
        }
    }

    /// <summary>The numbers of the best points.</summary>
    public async Task<List<int>> SearchAsync(string tenant, string query, SearchMode mode, int limit)
    {
        var request = new SearchPointsRequest { Address = new() { CollectionId = Collection, TenantId = tenant }, Query = query, Mode = mode, Limit = limit };
        var answer = await _client.SearchPointsAsync(request);
        return [.. answer.Hits.Select(hit => int.Parse(hit.Point.PointId, CultureInfo.InvariantCulture))];
    }

    public ValueTask DisposeAsync() => _node.DisposeAsync();
}
