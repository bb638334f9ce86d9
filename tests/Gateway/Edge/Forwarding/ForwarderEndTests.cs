using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Identity;
using GroupChat.TestSupport;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.Gateway.Tests.Edge.Forwarding;

/// <summary>What the gateway itself ends: calls whose time is over, whose caller is no longer welcome, or that outlive the gateway.</summary>
public sealed class ForwarderEndTests
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Deadline_ThatPassesAtTheGateway_EndsTheCallHereAndThere()
    {
        var time = new ManualTimeProvider();
        await using var service = await HoldingAsync();
        await using var front = await ForwardingNodes.FrontAsync(
            service.Address, builder => builder.Services.AddSingleton<TimeProvider>(time).AddSingleton<Microsoft.AspNetCore.Hosting.IStartupFilter>(new HourToLive()));
        using var call = front.Chat().WatchRooms(new());
        Assert.True(await call.ResponseStream.MoveNext(default).Within());

        time.Advance(TimeSpan.FromHours(1));
        var ended = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(default)).Within();

        Assert.Equal((StatusCode.DeadlineExceeded, "DEADLINE_EXCEEDED"), (ended.StatusCode, ended.ToDomainError().Reason));
        await _stopped.Task.Within();
    }

    [Fact]
    public async Task Deadline_OfAUnaryCall_EndsItHereAndThere()
    {
        var time = new ManualTimeProvider();
        await using var service = await HoldingAsync();
        await using var front = await ForwardingNodes.FrontAsync(
            service.Address, builder => builder.Services.AddSingleton<TimeProvider>(time).AddSingleton<Microsoft.AspNetCore.Hosting.IStartupFilter>(new HourToLive()));
        var call = front.Chat().GetRoomAsync(new()).ResponseAsync;
        await _begun.Task.Within();

        time.Advance(TimeSpan.FromHours(1));
        var ended = await Assert.ThrowsAsync<RpcException>(() => call).Within();

        Assert.Equal((StatusCode.DeadlineExceeded, "DEADLINE_EXCEEDED"), (ended.StatusCode, ended.ToDomainError().Reason));
        await _stopped.Task.Within();
    }

    [Fact]
    public async Task Session_ThatIsRevoked_EndsItsStreamsHereAndThere()
    {
        using var watch = new OneWatch();
        await using var service = await HoldingAsync();
        await using var front = await ForwardingNodes.FrontAsync(service.Address, builder => builder.Services.AddSingleton<ICallerWatch>(watch));
        using var call = front.Chat().WatchRooms(new());
        Assert.True(await call.ResponseStream.MoveNext(default).Within());

        watch.End();
        var ended = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(default)).Within();

        Assert.Equal((StatusCode.Unauthenticated, "SESSION_REVOKED"), (ended.StatusCode, ended.ToDomainError().Reason));
        await _stopped.Task.Within();
    }

    [Fact]
    public async Task Gateway_ThatStops_EndsItsStreamsAndSaysWhenToComeBack()
    {
        await using var service = await HoldingAsync();
        await using var front = await ForwardingNodes.FrontAsync(service.Address);
        using var call = front.Chat().WatchRooms(new());
        Assert.True(await call.ResponseStream.MoveNext(default).Within());

        var stopping = front.StopAsync();
        var ended = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(default)).Within();

        Assert.Equal((StatusCode.Unavailable, "SERVER_DRAINING"), (ended.StatusCode, ended.ToDomainError().Reason));
        Assert.NotNull(ended.ToDomainError().RetryAfter);
        await _stopped.Task.Within();
        await stopping.Within();
    }

    [Fact]
    public async Task Reader_WhoDoesNotRead_HoldsTheServiceBack()
    {
        const int Size = 50_000;
        var (written, blocked) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await using var service = await ScriptedNode.StartAsync(new()
        {
            ServerStream = async (_, frames, context) =>
            {
                var frame = new Contracts.Chat.V1.WatchRoomsResponse { Frame = new() { RoomId = new('x', Size) } };
                for (; written < 2_000; Interlocked.Increment(ref written))
                {
                    var writing = frames.WriteAsync(frame, context.CancellationToken);
                    // A write that does not end within a second waits for the reader.
                    if (await Task.WhenAny(writing, Task.Delay(TimeSpan.FromSeconds(1))) != writing)
                        blocked.TrySetResult();
                    await writing;
                }
            },
        });
        await using var front = await ForwardingNodes.FrontAsync(service.Address);
        using var call = front.Chat().WatchRooms(new());

        await blocked.Task.Within();
        var ahead = Volatile.Read(ref written);
        var read = 0;
        while (await call.ResponseStream.MoveNext(default).Within())
            read++;

        Assert.Equal(2_000, read);
        // 100 MB were to be sent; what lies between is a few windows and socket buffers.
        Assert.InRange(ahead, 1, 600);
    }

    private Task<TestNode> HoldingAsync() => ScriptedNode.StartAsync(new()
    {
        Unary = async (_, context) =>
        {
            await HoldAsync(context);
            return new();
        },
        ServerStream = async (_, frames, context) =>
        {
            await frames.WriteAsync(new() { Frame = new() });
            await HoldAsync(context);
        },
    });

    private async Task HoldAsync(ServerCallContext context)
    {
        await using var onEnd = context.CancellationToken.Register(() => _stopped.TrySetResult());
        _begun.TrySetResult();
        await _stopped.Task.Within();
    }
}
