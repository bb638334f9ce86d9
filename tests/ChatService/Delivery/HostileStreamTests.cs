using GroupChat.Chat.Tests.Kit;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.TestSupport;
using Grpc.Core;
using Kind = GroupChat.Contracts.Chat.V1.ServerFrame.FrameOneofCase;

namespace GroupChat.Chat.Tests.Delivery;

public sealed class HostileStreamTests
{
    [Fact]
    public async Task Stream_WithoutAFirstFrame_IsEndedInTime()
    {
        var time = new ManualTimeProvider();
        await using var house = await ChatHouse.OpenAsync(time: time);
        await using var silent = ChatStream.Unopened(house.Client("ann"));
        var refusal = Assert.ThrowsAsync<RpcException>(silent.RestAsync);
        var error = (await Eventually.AsLongAsAsync(() => time.Advance(TimeSpan.FromSeconds(1)), refusal)).ToDomainError();
        Assert.Equal(("FIRST_FRAME_LATE", ErrorCode.DeadlineExceeded, "30"), (error.Reason, error.Code, error.Metadata["seconds"]));

        // The stream next to it is not touched: the limit is for the first frame only.
        await using var open = await house.ConverseAsync("ann");
        Assert.Equal(Kind.Opened, (await open.NextAsync()).FrameCase);
        time.Advance(FirstFrame.Patience * 2);
        await open.SendAsync(new() { RequestId = "still here", Ping = new() });
        Assert.Equal("still here", (await open.NextAsync(Kind.Pong)).RequestId);
    }

    [Fact]
    public async Task Requests_SentWithoutReading_AreAllAnsweredOnceRead()
    {
        const int posts = 400; // more than are taken at a time, with answers larger than a stream's window
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        await using var stream = await house.ConverseAsync("ann", Requests.Latest(room));
        var text = new string('x', 1024);
        for (var i = 0; i < posts; i++)
            await stream.SendAsync(Requests.PostFrame(room, text, requestId: $"{i}"));
        await stream.CompleteAsync();

        var frames = await stream.RestAsync();
        Assert.Equal(posts, frames.Where(frame => frame.FrameCase == Kind.Posted).Select(frame => frame.RequestId).Distinct().Count());
        Assert.Equal(
            Enumerable.Range(4, posts).Select(sequence => (long)sequence),
            frames.Where(frame => frame.FrameCase == Kind.Event).Select(frame => frame.Event.Sequence));
    }
}
