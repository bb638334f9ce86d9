using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Health;
using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.Gateway.Tests.Edge.Forwarding;

/// <summary>Calls are sent again where nobody has seen them, and nowhere else.</summary>
public sealed class ForwarderRetryTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stream_RefusedBeforeAnyProcessing_GoesToTheNextAddress(bool saysGoAway)
    {
        using var refusing = new RefusingServer(saysGoAway);
        await using var service = await ScriptedNode.StartAsync(new());
        await using var front = await ForwardingNodes.FrontAsync($"{refusing.Address};{service.Address}");

        for (var number = 0; number < 4; number++)
        {
            Assert.Equal("lobby", (await front.Chat().GetRoomAsync(new() { RoomId = "lobby" }).ResponseAsync.Within()).Room.RoomId);
            using var call = front.Chat().Converse();
            await call.RequestStream.WriteAsync(new() { RequestId = $"{number}" }).Within();
            Assert.True(await call.ResponseStream.MoveNext(default).Within());
            Assert.Equal($"{number}", call.ResponseStream.Current.Frame.RequestId);
            await call.RequestStream.CompleteAsync().Within();
            Assert.False(await call.ResponseStream.MoveNext(default).Within());
        }

        Assert.True(refusing.Refused > 0);
    }

    [Fact]
    public async Task Call_ThatTheServiceHasSeen_IsNotSentAgain()
    {
        var seen = 0;
        var wire = default(TcpRelay);
        Script script = new()
        {
            Unary = (_, _) =>
            {
                Interlocked.Increment(ref seen);
                wire!.Kill();
                return Task.FromResult<Contracts.Chat.V1.GetRoomResponse>(new() { Room = new() });
            },
        };
        await using var service = await ScriptedNode.StartAsync(script);
        using (wire = new TcpRelay(service.Address))
        {
            await using var front = await ForwardingNodes.FrontAsync($"{wire.Address};{wire.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)}");

            var lost = await Assert.ThrowsAsync<RpcException>(() => front.Chat().GetRoomAsync(new()).ResponseAsync).Within();

            Assert.Equal((StatusCode.Unavailable, "SERVICE_LOST"), (lost.StatusCode, lost.ToDomainError().Reason));
            Assert.Equal(1, seen);
        }
    }

    [Fact]
    public async Task Addresses_ThatAllServe_TakeTurns()
    {
        var counts = new int[2];
        await using var first = await CountingAsync(0);
        await using var second = await CountingAsync(1);
        await using var front = await ForwardingNodes.FrontAsync($"{first.Address};{second.Address}");
        await front.UntilAsync(HealthState.Serving).Within();

        for (var call = 0; call < 20; call++)
            await front.Chat().GetRoomAsync(new()).ResponseAsync.Within();

        Assert.Equal([10, 10], counts);

        Task<TestNode> CountingAsync(int which) => ScriptedNode.StartAsync(new()
        {
            Unary = (_, _) =>
            {
                Interlocked.Increment(ref counts[which]);
                return Task.FromResult<Contracts.Chat.V1.GetRoomResponse>(new() { Room = new() });
            },
        });
    }

    [Fact]
    public async Task Breaker_AfterCallsThatDoNotGetThrough_OpensAndClosesByHealth()
    {
        await using var service = await ScriptedNode.StartAsync(new());
        using var wire = new TcpRelay(service.Address);
        await using var front = await ForwardingNodes.FrontAsync(wire.Address);
        await front.UntilAsync(HealthState.Serving).Within();

        wire.IsBroken = true;
        wire.Cut();
        await front.UntilAsync(HealthState.Failing).Within();
        for (var call = 0; call < 20; call++)
            await Assert.ThrowsAsync<RpcException>(() => front.Chat().GetRoomAsync(new()).ResponseAsync).Within();
        var before = wire.Accepted;
        for (var call = 0; call < 50; call++)
            await Assert.ThrowsAsync<RpcException>(() => front.Chat().GetRoomAsync(new()).ResponseAsync).Within();
        // Fifty calls, and at most some looks at its health.
        Assert.InRange(wire.Accepted - before, 0, 10);
        wire.IsBroken = false;
        await front.UntilAsync(HealthState.Serving).Within();

        Assert.Equal("lobby", (await front.Chat().GetRoomAsync(new() { RoomId = "lobby" }).ResponseAsync.Within()).Room.RoomId);
    }
}
