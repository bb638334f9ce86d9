using GroupChat.Chat.Delivery;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Delivery;

public sealed class RequestLaneTests
{
    [Fact]
    public async Task Enter_WithAllSlotsTaken_WaitsUntilAnAnswerIsWritten()
    {
        var lane = new RequestLane(new WakeSignal());
        for (var i = 0; i < RequestLane.Slots; i++)
            await lane.EnterAsync(CancellationToken.None).AsTask().Within();
        var next = lane.EnterAsync(CancellationToken.None).AsTask();
        Assert.False(next.IsCompleted);

        // An answer that nobody has taken out yet keeps its slot: the client may not be reading.
        lane.Answer(new StreamCommand.Send(new ServerFrame.Pong()));
        Assert.False(next.IsCompleted);
        Assert.True(lane.TryTake(out _));
        await next.Within();
    }

    [Fact]
    public async Task Enter_ThatWaits_EndsWithItsToken()
    {
        var lane = new RequestLane(new WakeSignal());
        for (var i = 0; i < RequestLane.Slots; i++)
            await lane.EnterAsync(CancellationToken.None).AsTask().Within();
        using var end = new CancellationTokenSource();
        var next = lane.EnterAsync(end.Token).AsTask();
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.Within());
    }
}
