using GroupChat.Chat.Delivery;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Tests.Delivery;

public sealed class FrameBatchTests : IFrameSink
{
    private readonly List<int> _flushed = [];
    private int _written;

    [Fact]
    public async Task Batch_OfFrames_FlushesOnce()
    {
        await WriteAsync(10, 20, 30);
        Assert.Equal([60], _flushed);
    }

    [Fact]
    public async Task Batch_Empty_WritesNothing()
    {
        await WriteAsync();
        Assert.Empty(_flushed);
    }

    [Fact]
    public async Task Batch_ThatGrowsLarge_IsFlushedOnTheWay()
    {
        await WriteAsync([.. Enumerable.Repeat(30_000, 7)]);
        Assert.Equal([90_000, 90_000, 30_000], _flushed);
    }

    [Fact]
    public async Task Batch_OfAnswersAndEvents_CountsBoth()
    {
        var batch = new FrameBatch(this, TimeProvider.System);
        await batch.AddEventAsync(new RoomId("room"), 1, new byte[FrameBatch.FlushBytes - 1], default);
        Assert.Empty(_flushed);
        await batch.AddAsync(new ServerFrame.Pong(), default);
        Assert.Equal([FrameBatch.FlushBytes], _flushed);
    }

    int IFrameSink.Write(ServerFrame frame)
    {
        _written += 1;
        return 1;
    }

    int IFrameSink.WriteEvent(RoomId room, long headSequence, byte[] payload)
    {
        _written += payload.Length;
        return payload.Length;
    }

    ValueTask IFrameSink.FlushAsync(CancellationToken cancellationToken)
    {
        _flushed.Add(_written);
        _written = 0;
        return default;
    }

    private async Task WriteAsync(params int[] sizes)
    {
        var batch = new FrameBatch(this, TimeProvider.System);
        foreach (var size in sizes)
            await batch.AddEventAsync(new RoomId("room"), 1, new byte[size], default);
        await batch.FlushAsync(default);
    }
}
