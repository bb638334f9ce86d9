using Google.Protobuf;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Identity;
using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.Gateway.Tests.Edge.Forwarding;

/// <summary>Calls of every kind to a service in another process.</summary>
public sealed class ForwarderTests
{
    [Fact]
    public async Task EveryKind_OfCall_PassesThrough()
    {
        await using var service = await ScriptedNode.StartAsync(new());
        await using var front = await ForwardingNodes.FrontAsync(service.Address);

        Assert.Equal("lobby", (await front.Chat().GetRoomAsync(new() { RoomId = "lobby" }).ResponseAsync.Within()).Room.RoomId);
        using var watch = front.Chat().WatchRooms(new() { RoomId = "lobby" });
        Assert.True(await watch.ResponseStream.MoveNext(default).Within());
        Assert.Equal("lobby", watch.ResponseStream.Current.Frame.RoomId);
        Assert.False(await watch.ResponseStream.MoveNext(default).Within());
        using var upload = front.Documents().UploadDocument();
        for (var index = 0; index < 100; index++)
            await upload.RequestStream.WriteAsync(new() { Data = new() { Bytes = ByteString.CopyFrom(new byte[50_000]) } }).Within();
        await upload.RequestStream.CompleteAsync().Within();
        Assert.NotNull(await upload.ResponseAsync.Within());
    }

    [Fact]
    public async Task Duplex_PingPong_AnswersEachBeforeTheNext()
    {
        await using var service = await ScriptedNode.StartAsync(new());
        await using var front = await ForwardingNodes.FrontAsync(service.Address);
        using var call = front.Chat().Converse();

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

    [Theory]
    [InlineData(0)]
    [InlineData(100_000)]
    [InlineData(3_000_000)]
    public async Task Unary_OfAnySize_ArrivesWhole(int size)
    {
        await using var service = await ScriptedNode.StartAsync(new());
        await using var front = await ForwardingNodes.FrontAsync(service.Address);
        var large = new string('x', size);

        var answer = await front.Chat().GetRoomAsync(new() { RoomId = large }).ResponseAsync.Within();

        Assert.Equal(large, answer.Room.RoomId);
    }

    [Fact]
    public async Task Unary_OfTooManyBytes_IsRefusedByTheService()
    {
        await using var service = await ScriptedNode.StartAsync(new());
        await using var front = await ForwardingNodes.FrontAsync(service.Address);

        var refused = await Assert.ThrowsAsync<RpcException>(
            () => front.Chat().GetRoomAsync(new() { RoomId = new('x', 5_000_000) }).ResponseAsync).Within();

        Assert.Equal((StatusCode.ResourceExhausted, "MESSAGE_TOO_LARGE"), (refused.StatusCode, refused.ToDomainError().Reason));
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
        await using var front = await ForwardingNodes.FrontAsync(service.Address);

        var refused = await Assert.ThrowsAsync<RpcException>(() => front.Chat().GetRoomAsync(new()).ResponseAsync).Within();

        Assert.Equal((StatusCode.NotFound, "grüße"), (refused.StatusCode, refused.Status.Detail));
        Assert.Equal("ROOM_NOT_FOUND", refused.ToDomainError().Reason);
        Assert.Equal([1, 255], refused.Trailers.GetValueBytes("x-trailing-bin"));
    }

    [Fact]
    public async Task Metadata_BothWays_ArrivesAndTheTraceIsOne()
    {
        var seen = new TaskCompletionSource<Metadata>();
        await using var service = await ScriptedNode.StartAsync(new()
        {
            Unary = async (_, context) =>
            {
                seen.SetResult(context.RequestHeaders);
                await context.WriteResponseHeadersAsync(new() { { "x-initial", "begin" } });
                context.ResponseTrailers.Add("x-trailing", "end");
                return new() { Room = new() };
            },
        });
        await using var front = await ForwardingNodes.FrontAsync(service.Address);
        var trace = "0af7651916cd43dd8448eb211c80319c";

        using var call = front.Chat().GetRoomAsync(
            new(), new Metadata { { "x-mine", "1" }, { "x-mine", "2" }, { "x-mine-bin", [0, 200] }, { "traceparent", $"00-{trace}-b7ad6b7169203331-01" } });
        await call.ResponseAsync.Within();

        var headers = await seen.Task.Within();
        Assert.Equal(["1", "2"], headers.GetAll("x-mine").SelectMany(entry => entry.Value.Split(", ")));
        Assert.Equal([0, 200], headers.GetValueBytes("x-mine-bin"));
        Assert.Contains(trace, headers.GetValue("traceparent"));
        Assert.Equal("begin", (await call.ResponseHeadersAsync).GetValue("x-initial"));
        Assert.Equal("end", call.GetTrailers().GetValue("x-trailing"));
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
        await using var front = await ForwardingNodes.FrontAsync(service.Address);

        using (front.Chat().Converse())
            await begun.Task.Within();

        await stopped.Task.Within();
    }

    [Fact]
    public async Task Service_ThatEndsFirst_EndsTheCallWhileTheClientStillSends()
    {
        await using var service = await ScriptedNode.StartAsync(new()
        {
            Duplex = (_, _, _) => throw new DomainError(ErrorCode.FailedPrecondition, "NOT_NOW", "not now"),
        });
        await using var front = await ForwardingNodes.FrontAsync(service.Address);
        using var call = front.Chat().Converse();

        var refused = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(default)).Within();

        Assert.Equal("NOT_NOW", refused.ToDomainError().Reason);
    }

    [Fact]
    public async Task Caller_AsKnownToTheGateway_IsWhomTheServiceSees()
    {
        var seen = new TaskCompletionSource<(Caller, Metadata)>();
        await using var service = await ScriptedNode.StartAsync(new()
        {
            Unary = (_, context) =>
            {
                seen.SetResult((context.GetCaller(), context.RequestHeaders));
                return Task.FromResult<Contracts.Chat.V1.GetRoomResponse>(new());
            },
        });
        await using var front = await ForwardingNodes.FrontAsync(service.Address);

        await front.Chat().GetRoomAsync(new(), new Metadata
        {
            { "x-groupchat-user-id", "mallory" }, { "x-groupchat-user-name", "Mallory" }, { "x-groupchat-user-role", "Admin" },
        }).ResponseAsync.Within();

        var (caller, headers) = await seen.Task.Within();
        Assert.Equal(("alice", "alice", PlatformRole.User), (caller.UserId, caller.DisplayName, caller.Role));
        Assert.DoesNotContain("Bearer", headers.GetValue("authorization"));
    }
}
