using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Document.V1;
using GroupChat.Gateway.Edge.Forwarding;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.TestSupport;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;

namespace GroupChat.Gateway.Tests.Edge.Forwarding;

/// <summary>Calls of every kind through a host that only forwards them.</summary>
public sealed class ForwarderTests : IDisposable
{
    private static readonly Uri Nobody = new("http://127.0.0.1:1");
    private readonly HttpMessageInvoker _connections = new(new SocketsHttpHandler { UseProxy = false, EnableMultipleHttp2Connections = true });

    [Fact]
    public async Task EveryKind_OfCall_PassesThrough()
    {
        await using var service = await ScriptedNode.StartAsync(new());
        await using var front = await FrontAsync(new Uri(service.Address));
        var chat = front.Client<ChatService.ChatServiceClient>("alice");

        Assert.Equal("lobby", (await chat.GetRoomAsync(new() { RoomId = "lobby" }).ResponseAsync.Within()).Room.RoomId);
        using var watch = chat.WatchRooms(new());
        Assert.True(await watch.ResponseStream.MoveNext(default).Within());
        Assert.False(await watch.ResponseStream.MoveNext(default).Within());
        using var upload = front.Client<DocumentService.DocumentServiceClient>("alice").UploadDocument();
        for (var index = 0; index < 100; index++)
            await upload.RequestStream.WriteAsync(new() { Data = new() { Bytes = Google.Protobuf.ByteString.CopyFrom(new byte[50_000]) } }).Within();
        await upload.RequestStream.CompleteAsync().Within();
        Assert.NotNull(await upload.ResponseAsync.Within());
    }

    [Fact]
    public async Task Duplex_PingPong_AnswersEachBeforeTheNext()
    {
        await using var service = await ScriptedNode.StartAsync(new());
        await using var front = await FrontAsync(new Uri(service.Address));
        using var call = front.Client<ChatService.ChatServiceClient>("alice").Converse();

        for (var turn = 0; turn < 20; turn++)
        {
            await call.RequestStream.WriteAsync(new() { RequestId = $"{turn}" }).Within();
            Assert.True(await call.ResponseStream.MoveNext(default).Within());
            Assert.Equal($"{turn}", call.ResponseStream.Current.Frame.RequestId);
        }

        await call.RequestStream.CompleteAsync().Within();
        Assert.False(await call.ResponseStream.MoveNext(default).Within());
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Refusal_WithDetailsAndMetadata_IsTheServicesOwn()
    {
        await using var service = await ScriptedNode.StartAsync(new()
        {
            Unary = (_, context) =>
            {
                context.ResponseTrailers.Add("x-trailing-bin", [1, 255]);
                throw new DomainError(ErrorCode.NotFound, "ROOM_NOT_FOUND", "grüße");
            },
        });
        await using var front = await FrontAsync(new Uri(service.Address));

        var refused = await Assert.ThrowsAsync<RpcException>(() => front.Client<ChatService.ChatServiceClient>("alice").GetRoomAsync(new()).ResponseAsync).Within();

        Assert.Equal((StatusCode.NotFound, "grüße"), (refused.StatusCode, refused.Status.Detail));
        Assert.Equal([1, 255], refused.Trailers.GetValueBytes("x-trailing-bin"));
        Assert.NotNull(refused.Trailers.GetValueBytes("grpc-status-details-bin"));
    }

    [Fact]
    public async Task Client_ThatCancels_CancelsThere()
    {
        var (begun, stopped) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var service = await ScriptedNode.StartAsync(new()
        {
            Duplex = async (_, _, context) =>
            {
                await using var onEnd = context.CancellationToken.Register(() => stopped.TrySetResult());
                begun.SetResult();
                await stopped.Task.Within();
            },
        });
        await using var front = await FrontAsync(new Uri(service.Address));

        using (front.Client<ChatService.ChatServiceClient>("alice").Converse())
            await begun.Task.Within();

        await stopped.Task.Within();
    }

    [Fact]
    public async Task Server_WhereNobodyListens_IsPassedOverOrUnavailable()
    {
        await using var service = await ScriptedNode.StartAsync(new());
        await using var front = await FrontAsync(Nobody, new Uri(service.Address));
        await using var lost = await FrontAsync(Nobody);

        Assert.Equal("lobby", (await front.Client<ChatService.ChatServiceClient>("alice").GetRoomAsync(new() { RoomId = "lobby" }).ResponseAsync.Within()).Room.RoomId);
        var refused = await Assert.ThrowsAsync<RpcException>(() => lost.Client<ChatService.ChatServiceClient>("alice").GetRoomAsync(new()).ResponseAsync).Within();
        Assert.Equal(StatusCode.Unavailable, refused.StatusCode);
    }

    public void Dispose() => _connections.Dispose();

    private Task<TestNode> FrontAsync(params Uri[] servers)
    {
        var forwarder = new Forwarder(_connections);
        return TestNode.StartAsync(static _ => { }, app => app.Use(_ => http => forwarder.ForwardAsync(http, servers)));
    }
}
