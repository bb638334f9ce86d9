using GroupChat.TestSupport;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.Gateway.Tests.Edge.Forwarding;

/// <summary>What holds of time for calls that pass through.</summary>
public sealed class ForwarderPaceTests
{
    [Fact]
    public async Task Messages_OfAStreamThatIsTooFast_ReachTheServiceAtTheirPace()
    {
        const int Sent = 6, Burst = 2;
        var time = new ManualTimeProvider();
        var start = time.GetUtcNow();
        List<TimeSpan> arrivals = [];
        await using var service = await ScriptedNode.StartAsync(new()
        {
            Duplex = async (frames, _, context) =>
            {
                await foreach (var frame in frames.ReadAllAsync(context.CancellationToken))
                    arrivals.Add(time.GetUtcNow() - start);
            },
        });
        await using var front = await ForwardingNodes.FrontAsync(service.Address, builder => Limit(builder, time, Burst));
        using var call = front.Chat().Converse();

        for (var number = 0; number < Sent; number++)
            await call.RequestStream.WriteAsync(new() { RequestId = $"{number}" }).Within();
        await call.RequestStream.CompleteAsync().Within();
        await MoveOnAsync(time, call.ResponseStream.MoveNext(default)).Within();

        Assert.Equal(Sent, arrivals.Count);
        // One a second after the first two: whoever was seen earlier has not waited.
        Assert.All(arrivals.Skip(Burst).Select((arrival, index) => (arrival, index)), seen =>
            Assert.True(seen.arrival >= TimeSpan.FromSeconds(seen.index + 1), string.Join(' ', arrivals)));
    }

    [Fact]
    public async Task Deadline_OfTheClient_IsTheServicesToo()
    {
        var seen = new TaskCompletionSource<DateTime>();
        await using var service = await ScriptedNode.StartAsync(new()
        {
            Unary = (_, context) =>
            {
                seen.SetResult(context.Deadline);
                return Task.FromResult<Contracts.Chat.V1.GetRoomResponse>(new());
            },
        });
        await using var front = await ForwardingNodes.FrontAsync(service.Address);
        var deadline = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(2);

        await front.Chat().GetRoomAsync(new(), deadline: deadline).ResponseAsync.Within();

        Assert.Equal(deadline, await seen.Task.Within(), TimeSpan.FromMinutes(2));
    }

    private static void Limit(WebApplicationBuilder builder, ManualTimeProvider time, int burst)
    {
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Configuration["Limits:ExemptLoopback"] = "false";
        builder.Configuration["Limits:StreamMessages:PerSecond"] = "1";
        builder.Configuration["Limits:StreamMessages:Burst"] = $"{burst}";
    }

    // In small steps, so that a message which comes too soon is seen to.
    private static async Task MoveOnAsync(ManualTimeProvider time, Task<bool> end)
    {
        while (!end.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(10);
        }

        await end;
    }
}
