using GroupChat.Contracts.Vector.V1;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.Vectors.Tests.Wire;

/// <summary>Points that do not fit into one message.</summary>
public partial class VectorRpcTests
{
    private const int LargePoints = 300;
    private const int LargeText = 16_000;

    [Fact]
    public async Task Scroll_PointsTooLargeForOneAnswer_ComeOnMorePages()
    {
        var address = await LargePointsAsync();
        var (seen, request) = (new List<string>(), new ScrollPointsRequest { Address = address, PageSize = 1_000 });
        do
        {
            var page = await _client.ScrollPointsAsync(request).ResponseAsync.Within();
            Assert.NotEmpty(page.Points);
            seen.AddRange(page.Points.Select(point => point.PointId));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        Assert.Equal((300, 300), (seen.Count, seen.Distinct().Count()));
    }

    [Fact]
    public async Task Get_PointsTooLargeForOneAnswer_IsTyped()
    {
        var request = new GetPointsRequest { Address = await LargePointsAsync() };
        request.PointIds.Add(Enumerable.Range(0, LargePoints).Select(number => $"p{number}"));
        await FailsAsync("ANSWER_TOO_LARGE", StatusCode.ResourceExhausted, () => _client.GetPointsAsync(request));
        var failure = await Assert.ThrowsAsync<RpcException>(() => _client.GetPointsAsync(request).ResponseAsync.Within());
        Assert.True(failure.TryGetErrorInfo(out var info));
        Assert.Equal("4194304", info.Metadata["max_bytes"]);
        Assert.InRange(int.Parse(info.Metadata["bytes"], System.Globalization.CultureInfo.InvariantCulture), LargePoints * LargeText, int.MaxValue);
        while (request.PointIds.Count > LargePoints / 2)
            request.PointIds.RemoveAt(0);
        Assert.Equal(LargePoints / 2, (await _client.GetPointsAsync(request).ResponseAsync.Within()).Points.Count);
    }

    [Fact]
    public async Task Search_HitsTooLargeForOneAnswer_IsTyped()
    {
        await _client.EnsureCollectionAsync(new() { CollectionId = "heavy", Embedder = "none", Dimension = 4_096 }).ResponseAsync.Within();
        var address = new Address { CollectionId = "heavy", TenantId = "room" };
        foreach (var some in Enumerable.Range(0, 100).Chunk(40))
        {
            var points = some.Select(number => new Point
            {
                PointId = $"p{number}",
                Text = new string('x', LargeText),
                Payload = { Enumerable.Range(0, 32).ToDictionary(key => $"k{key}", key => new string('y', 1_000)) },
                Vector = { Enumerable.Repeat(1f, 4_096) },
            });
            await _client.UpsertPointsAsync(new() { Address = address, Points = { points } }).ResponseAsync.Within();
        }

        var request = new SearchPointsRequest { Address = address, Limit = 100, WithVectors = true };
        request.Vector.Add(Enumerable.Repeat(1f, 4_096));
        await FailsAsync("ANSWER_TOO_LARGE", StatusCode.ResourceExhausted, () => _client.SearchPointsAsync(request));
        request.Payload = new() { None = true };
        Assert.Equal(100, (await _client.SearchPointsAsync(request).ResponseAsync.Within()).Hits.Count);
    }

    /// <summary>Writes points that are more than one message together.</summary>
    private async Task<Address> LargePointsAsync()
    {
        await _client.EnsureCollectionAsync(new() { CollectionId = "large", Embedder = "none", Dimension = 2 }).ResponseAsync.Within();
        var address = new Address { CollectionId = "large", TenantId = "room" };
        foreach (var some in Enumerable.Range(0, LargePoints).Chunk(LargePoints / 2))
        {
            var points = some.Select(number => new Point { PointId = $"p{number}", Text = new string('x', LargeText), Vector = { 1, 0 } });
            await _client.UpsertPointsAsync(new() { Address = address, Points = { points } }).ResponseAsync.Within();
        }

        return address;
    }
}
