using GroupChat.Contracts.Vector.V1;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.Vectors.Tests.Wire;

public class PointStreamTests : IAsyncLifetime
{
    private static readonly Address Room = new() { CollectionId = "passages", TenantId = "room-1" };

    private TestNode _node = null!;
    private VectorService.VectorServiceClient _client = null!;

    public async Task InitializeAsync()
    {
        _node = await StartAsync();
        _client = _node.ServiceClient<VectorService.VectorServiceClient>();
        await _client.EnsureCollectionAsync(new EnsureCollectionRequest { CollectionId = "passages" }).ResponseAsync.Within();
    }

    public virtual async Task DisposeAsync() => await _node.DisposeAsync();

    private protected virtual Task<TestNode> StartAsync() => TestNode.StartAsync(builder => builder.AddVectors(), app => app.MapVectors());

    [Fact]
    public async Task Stream_ManyPoints_AreAnsweredInOrderAndThere()
    {
        using var call = _client.StreamPoints();
        await SendAsync(call, new() { Open = new() { Address = Room } });
        Assert.Equal(1_000, (await NextAsync(call))!.Opened.MaxWaiting);
        for (var i = 0; i < 60; i++)
            await SendAsync(call, Batch([.. Enumerable.Range(i * 10, 10).Select(number => Point($"p{number:D4}"))]));
        await call.RequestStream.CompleteAsync().Within();

        var answered = new List<string>();
        while (await NextAsync(call) is { } frame)
        {
            Assert.All(frame.Answered.Results, result => Assert.Equal("", result.Reason));
            answered.AddRange(frame.Answered.Results.Select(result => result.PointId));
            Assert.Equal(answered.Count, frame.AnsweredCount);
        }

        Assert.Equal(Enumerable.Range(0, 600).Select(number => $"p{number:D4}"), answered);
        Assert.Equal(600, await CountAsync());
    }

    [Fact]
    public async Task Stream_BadPoint_IsRefusedAlone()
    {
        using var call = await OpenAsync();
        await SendAsync(call, Batch(Point("a"), Point(""), Point("b")));
        var results = new List<UpsertResult>();
        while (results.Count < 3)
            results.AddRange((await NextAsync(call))!.Answered.Results);
        Assert.Equal([("a", ""), ("", "ID_INVALID"), ("b", "")], results.Select(result => (result.PointId, result.Reason)));
        await call.RequestStream.CompleteAsync().Within();
        Assert.Null(await NextAsync(call));
        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task Stream_AnsweredPoint_IsFoundAtOnce()
    {
        using var call = await OpenAsync();
        await SendAsync(call, Batch(Point("a")));
        await NextAsync(call);
        var hits = (await _client.SearchPointsAsync(new SearchPointsRequest { Address = Room, Query = "text of a" }).ResponseAsync.Within()).Hits;
        Assert.Equal("a", Assert.Single(hits).Point.PointId);
    }

    [Fact]
    public async Task Stream_BrokenRule_EndsAfterTheAnswersBefore()
    {
        foreach (var (frame, reason) in new (StreamPointsRequest, string)[]
        {
            (new() { Open = new() { Address = Room } }, "ALREADY_OPEN"),
            (new(), "FRAME_EMPTY"),
            (Batch(), "INVALID_REQUEST"),
        })
        {
            using var call = await OpenAsync();
            await SendAsync(call, Batch(Point("a")));
            await SendAsync(call, frame);
            Assert.Equal("a", (await NextAsync(call))!.Answered.Results.Single().PointId);
            Assert.Equal(reason, await FailureAsync(call));
        }
    }

    [Fact]
    public async Task Stream_WrongOpening_IsTyped()
    {
        foreach (var (frame, reason) in new (StreamPointsRequest, string)[]
        {
            (Batch(Point("a")), "FIRST_FRAME_NOT_OPEN"),
            (new() { Open = new() }, "INVALID_REQUEST"),
            (new() { Open = new() { Address = new() { CollectionId = "none", TenantId = "t" } } }, "COLLECTION_NOT_FOUND"),
        })
        {
            using var call = _client.StreamPoints();
            await SendAsync(call, frame);
            Assert.Equal(reason, await FailureAsync(call));
        }

        using var silent = _client.StreamPoints();
        await silent.RequestStream.CompleteAsync().Within();
        Assert.Equal("FIRST_FRAME_NOT_OPEN", await FailureAsync(silent));
    }

    [Fact]
    public async Task Stream_CollectionDeletedMeanwhile_EndsTyped()
    {
        using var call = await OpenAsync();
        await _client.DeleteCollectionAsync(new DeleteCollectionRequest { CollectionId = "passages" }).ResponseAsync.Within();
        await SendAsync(call, Batch(Point("a")));
        Assert.Equal("COLLECTION_NOT_FOUND", await FailureAsync(call));
    }

    [Fact]
    public async Task Stream_ServerStops_EndsAlthoughTheSenderHasNotFinished()
    {
        using var call = await OpenAsync();
        await SendAsync(call, Batch(Point("a")));
        Assert.Equal(1, (await NextAsync(call))!.AnsweredCount);
        await _node.StopAsync().Within();
        // Not which status: a connection that closes may come before the goodbye is read.
        await Assert.ThrowsAsync<RpcException>(() => NextAsync(call));
    }

    private async Task<AsyncDuplexStreamingCall<StreamPointsRequest, StreamPointsResponse>> OpenAsync()
    {
        var call = _client.StreamPoints();
        await SendAsync(call, new() { Open = new() { Address = Room } });
        Assert.NotNull((await NextAsync(call))!.Opened);
        return call;
    }

    private async Task<long> CountAsync() =>
        (await _client.CountPointsAsync(new CountPointsRequest { Address = Room }).ResponseAsync.Within()).Count;

    private static StreamPointsRequest Batch(params Point[] points) => new() { Batch = new() { Points = { points } } };

    private static Point Point(string id) => new() { PointId = id, Text = $"text of {id}" };

    private static Task SendAsync(AsyncDuplexStreamingCall<StreamPointsRequest, StreamPointsResponse> call, StreamPointsRequest frame) =>
        call.RequestStream.WriteAsync(frame).Within();

    private static async Task<StreamPointsResponse?> NextAsync(AsyncDuplexStreamingCall<StreamPointsRequest, StreamPointsResponse> call) =>
        await call.ResponseStream.MoveNext(default).Within() ? call.ResponseStream.Current : null;

    private static async Task<string> FailureAsync(AsyncDuplexStreamingCall<StreamPointsRequest, StreamPointsResponse> call)
    {
        var failure = await Assert.ThrowsAsync<RpcException>(() => NextAsync(call));
        Assert.True(failure.TryGetErrorInfo(out var info), failure.ToString());
        return info.Reason;
    }
}
