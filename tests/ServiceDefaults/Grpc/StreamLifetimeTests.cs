using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.TestSupport;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.ServiceDefaults.Tests.Grpc;

public sealed class StreamLifetimeTests
{
    [Fact]
    public async Task Stream_ThatHeedsTheStop_SaysGoodbye()
    {
        StreamLifetime lifetime = null!;
        await using var node = await ScriptedNode.StartAsync(new()
        {
            Duplex = async (_, answers, context) =>
            {
                var stopping = new TaskCompletionSource();
                using var end = lifetime.Stopping.Register(stopping.SetResult);
                await answers.WriteAsync(new(), context.CancellationToken);
                await stopping.Task;
                await answers.WriteAsync(new() { Frame = new() { GoAway = new() } }, context.CancellationToken);
            },
        });
        lifetime = node.Services.GetRequiredService<StreamLifetime>();
        using var call = node.Client<ChatService.ChatServiceClient>("alice").Converse();
        Assert.True(await call.ResponseStream.MoveNext(default).Within());

        var stop = node.StopAsync();

        Assert.True(await call.ResponseStream.MoveNext(default).Within());
        Assert.NotNull(call.ResponseStream.Current.Frame.GoAway);
        await stop.Within();
    }

    [Fact]
    public async Task Stream_ThatDoesNot_IsEndedAfterTheGrace()
    {
        var time = new ManualTimeProvider();
        await using var node = await ScriptedNode.StartAsync(
            new()
            {
                Duplex = async (frames, answers, context) =>
                {
                    await answers.WriteAsync(new(), context.CancellationToken);
                    await frames.MoveNext(context.CancellationToken);
                },
            },
            builder => builder.Services.AddSingleton<TimeProvider>(time));
        using var call = node.Client<ChatService.ChatServiceClient>("alice").Converse();
        Assert.True(await call.ResponseStream.MoveNext(default).Within());
        var stop = node.StopAsync();
        var next = call.ResponseStream.MoveNext(default);

        time.Advance(StreamLifetime.Grace - TimeSpan.FromTicks(1));
        Assert.False(next.IsCompleted);
        time.Advance(TimeSpan.FromTicks(1));

        var fault = await Assert.ThrowsAsync<RpcException>(() => next.Within());
        Assert.Equal(StatusCode.Unavailable, fault.StatusCode);
        Assert.True(fault.TryGetErrorInfo(out var info));
        Assert.Equal("SERVER_DRAINING", info.Reason);
        await stop.Within();
    }
}
