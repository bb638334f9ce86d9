using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.Gateway.Tests.Edge.Forwarding;

/// <summary>More streams at a time than a connection carries.</summary>
public sealed class ForwarderCrowdTests
{
    [Fact]
    public async Task Streams_OpenedAllAtOnce_AllGetThrough()
    {
        const int Streams = 120;
        await using var service = await ScriptedNode.StartAsync(new());
        await using var front = await ForwardingNodes.FrontAsync(service.Address);

        await Task.WhenAll(Enumerable.Range(0, Streams).Select(async number =>
        {
            using var call = front.Chat().Converse();
            for (var turn = 0; turn < 5; turn++)
            {
                await call.RequestStream.WriteAsync(new() { RequestId = $"{number}-{turn}" }).Within();
                Assert.True(await call.ResponseStream.MoveNext(default).Within());
                Assert.Equal($"{number}-{turn}", call.ResponseStream.Current.Frame.RequestId);
            }

            await call.RequestStream.CompleteAsync().Within();
            Assert.False(await call.ResponseStream.MoveNext(default).Within());
            Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
        }));
    }
}
