using GroupChat.Chat.Delivery;

namespace GroupChat.Chat.Tests.Delivery;

public sealed class FrameBatchTests : IFrameSink
{
    private readonly List<(int Size, bool MoreFollows)> _written = [];

    [Fact]
    public async Task Batch_OfFrames_FlushesTheLastOnly()
    {
        await WriteAsync(10, 20, 30);
        Assert.Equal([(10, true), (20, true), (30, false)], _written);
    }

    [Fact]
    public async Task Batch_Empty_WritesNothing()
    {
        await WriteAsync();
        Assert.Empty(_written);
    }

    [Fact]
    public async Task Batch_ThatGrowsLarge_IsFlushedOnTheWay()
    {
        await WriteAsync([.. Enumerable.Repeat(30_000, 6)]);
        Assert.Equal([true, true, true, false, true, false], _written.Select(write => write.MoreFollows));
        _written.Clear();
        await WriteAsync([.. Enumerable.Repeat(1, 200)]);
        Assert.Equal(4, _written.Count(write => !write.MoreFollows));
    }

    Task IFrameSink.WriteAsync(ServerFrame frame, bool moreFollows, CancellationToken cancellationToken)
    {
        _written.Add((((ServerFrame.Event)frame).Payload.Length, moreFollows));
        return Task.CompletedTask;
    }

    private async Task WriteAsync(params int[] sizes)
    {
        var batch = new FrameBatch(this, TimeProvider.System);
        foreach (var size in sizes)
            await batch.AddAsync(new ServerFrame.Event(new byte[size]), default);
        await batch.FlushAsync(default);
    }
}
