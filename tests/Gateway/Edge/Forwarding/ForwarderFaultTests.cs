using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Health;
using GroupChat.TestSupport;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.Gateway.Tests.Edge.Forwarding;

/// <summary>What callers are told when the service behind the gateway is not as it should be.</summary>
public sealed class ForwarderFaultTests
{
    private const string Nobody = "http://127.0.0.1:1";

    [Fact]
    public async Task Address_WhereNobodyListens_IsPassedOver()
    {
        await using var service = await ScriptedNode.StartAsync(new());
        await using var front = await ForwardingNodes.FrontAsync($"{Nobody};{service.Address}");

        for (var call = 0; call < 4; call++)
            Assert.Equal("lobby", (await front.Chat().GetRoomAsync(new() { RoomId = "lobby" }).ResponseAsync.Within()).Room.RoomId);
    }

    [Fact]
    public async Task Service_ThatIsNowhere_IsUnavailableWithAReason()
    {
        await using var front = await ForwardingNodes.FrontAsync(Nobody);

        var refused = await Assert.ThrowsAsync<RpcException>(() => front.Chat().GetRoomAsync(new()).ResponseAsync).Within();
        using var watch = front.Chat().WatchRooms(new());
        var broken = await Assert.ThrowsAsync<RpcException>(() => watch.ResponseStream.MoveNext(default)).Within();

        Assert.All([refused, broken], error => Assert.Equal((StatusCode.Unavailable, "SERVICE_UNREACHABLE"), (error.StatusCode, error.ToDomainError().Reason)));
        Assert.NotNull(refused.ToDomainError().RetryAfter);
        Assert.Equal(ChatService.Descriptor.FullName, refused.ToDomainError().Metadata["service"]);
    }

    [Fact]
    public async Task Service_LostInMidStream_EndsTheStreamWithAReasonAndComesBack()
    {
        var hold = new TaskCompletionSource();
        await using var service = await ScriptedNode.StartAsync(new()
        {
            ServerStream = async (_, frames, context) =>
            {
                await frames.WriteAsync(new() { Frame = new() { RoomId = "first" } });
                await hold.Task.WaitAsync(context.CancellationToken);
            },
        });
        using var wire = new TcpRelay(service.Address);
        await using var front = await ForwardingNodes.FrontAsync(wire.Address);
        using var watch = front.Chat().WatchRooms(new());
        Assert.True(await watch.ResponseStream.MoveNext(default).Within());

        wire.Kill();
        var lost = await Assert.ThrowsAsync<RpcException>(() => watch.ResponseStream.MoveNext(default)).Within();
        await front.UntilAsync(HealthState.Failing).Within();
        wire.Revive();
        await front.UntilAsync(HealthState.Serving).Within();

        Assert.Equal((StatusCode.Unavailable, "SERVICE_LOST"), (lost.StatusCode, lost.ToDomainError().Reason));
        Assert.Equal("lobby", (await front.Chat().GetRoomAsync(new() { RoomId = "lobby" }).ResponseAsync.Within()).Room.RoomId);
        hold.SetResult();
    }

    [Fact]
    public async Task Service_LostInMidMessage_HasSentOnlyWholeOnes()
    {
        var (wire, sent) = (default(TcpRelay), new TaskCompletionSource());
        await using var service = await ScriptedNode.StartAsync(new()
        {
            ServerStream = async (_, frames, context) =>
            {
                for (var number = 0; !context.CancellationToken.IsCancellationRequested; number++)
                {
                    await frames.WriteAsync(new() { Frame = new() { RoomId = new('x', 10_000) } }, context.CancellationToken);
                    if (number == 100)
                        sent.TrySetResult();
                }
            },
        });
        using (wire = new TcpRelay(service.Address))
        {
            await using var front = await ForwardingNodes.FrontAsync(wire.Address);
            using var watch = front.Chat().WatchRooms(new());

            var lost = await Assert.ThrowsAsync<RpcException>(async () =>
            {
                for (var read = 0; await watch.ResponseStream.MoveNext(default); read++)
                {
                    if (read == 200)
                        wire.Kill();
                }
            }).Within();

            Assert.Equal((StatusCode.Unavailable, "SERVICE_LOST"), (lost.StatusCode, lost.ToDomainError().Reason));
        }
    }

    [Fact]
    public async Task Address_ThatSaysItDoesNotServe_GetsNoNewCalls()
    {
        await using var service = await ScriptedNode.StartAsync(new());
        await using var front = await ForwardingNodes.FrontAsync(service.Address);
        await front.UntilAsync(HealthState.Serving).Within();
        using var open = front.Chat().Converse();
        await EchoAsync(open);

        service.Services.GetRequiredService<HealthRegistry>().Report(ChatService.Descriptor.FullName, HealthState.Failing);
        await front.UntilAsync(HealthState.Failing).Within();
        var refused = await Assert.ThrowsAsync<RpcException>(() => front.Chat().GetRoomAsync(new()).ResponseAsync).Within();

        Assert.Equal("SERVICE_UNREACHABLE", refused.ToDomainError().Reason);
        await EchoAsync(open);
        await open.RequestStream.CompleteAsync().Within();
        Assert.False(await open.ResponseStream.MoveNext(default).Within());
    }

    [Fact]
    public async Task ServiceKey_ThatDiffers_IsTheServersFaultAndNotTheCallers()
    {
        await using var service = await ScriptedNode.StartAsync(new(), builder => builder.Configuration["Services:Key"] = "another-service-key");
        await using var front = await ForwardingNodes.FrontAsync(service.Address);
        front.Logs.Expect("KeyRefused");

        var refused = await Assert.ThrowsAsync<RpcException>(() => front.Chat().GetRoomAsync(new()).ResponseAsync).Within();

        Assert.Equal((StatusCode.Unavailable, "SERVICE_KEY_REFUSED"), (refused.StatusCode, refused.ToDomainError().Reason));
    }

    [Fact]
    public async Task Address_ThatIsNoGrpcServer_IsUnavailable()
    {
        await using var service = await TestNode.StartAsync(
            static _ => { },
            static app => app.Use(static _ => http =>
            {
                http.Response.StatusCode = 200;
                http.Response.ContentType = "text/html";
                return http.Response.Body.WriteAsync("<p>hello</p>"u8.ToArray()).AsTask();
            }));
        await using var front = await ForwardingNodes.FrontAsync(service.Address);

        var refused = await Assert.ThrowsAsync<RpcException>(() => front.Chat().GetRoomAsync(new()).ResponseAsync).Within();

        Assert.Equal(StatusCode.Unavailable, refused.StatusCode);
    }

    private static async Task EchoAsync(AsyncDuplexStreamingCall<ConverseRequest, ConverseResponse> open)
    {
        await open.RequestStream.WriteAsync(new() { RequestId = "still here" }).Within();
        Assert.True(await open.ResponseStream.MoveNext(default).Within());
    }
}
