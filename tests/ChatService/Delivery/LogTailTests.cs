using GroupChat.Chat.Delivery;
using GroupChat.Chat.Log;

namespace GroupChat.Chat.Tests.Delivery;

public sealed class LogTailTests
{
    [Fact]
    public void TryAdd_TheNextEvent_MovesTheHead()
    {
        var tail = Begun(at: 4);
        Assert.True(tail.TryAdd(Event(5)));
        Assert.Equal((5, false), (tail.Head, tail.HasGap));
        Assert.Equal([5], Read(tail, after: 4));
    }

    [Fact]
    public void Forget_LeavesTheHead_AndAsksTheLogForWhatWasBefore()
    {
        var tail = Begun(at: 4);
        tail.TryAdd(Event(5));
        tail.Forget();
        Assert.False(tail.TryRead(4, new LogLimit(100, 1000), []));
        Assert.True(tail.TryAdd(Event(6)));
        Assert.Equal([6], Read(tail, after: 5));
    }

    [Fact]
    public void TryAdd_BeforeItBegins_IsOnlyHeardOf()
    {
        var tail = new LogTail(16, 1000);
        Assert.False(tail.TryAdd(Event(7)));
        Assert.False(tail.HasGap);
        Assert.True(tail.Begin(5));
        Assert.True(tail.HasGap);
        Assert.False(tail.Begin(9));
        Assert.Equal(5, tail.Head);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(3)]
    public void TryAdd_KnownEvents_ChangesNothing(long sequence)
    {
        var tail = Begun(at: 4);
        tail.TryAdd(Event(5));
        Assert.False(tail.TryAdd(Event(sequence)));
        Assert.Equal((5, false), (tail.Head, tail.HasGap));
    }

    [Fact]
    public void TryAdd_AnEventTooFar_LeavesAGapUntilTheLogFillsIt()
    {
        var tail = Begun(at: 4);
        Assert.False(tail.TryAdd(Event(7)));
        Assert.Equal((4, 7, true), (tail.Head, tail.Heard, tail.HasGap));
        Assert.All(new long[] { 5, 6, 7 }, sequence => Assert.True(tail.TryAdd(Event(sequence))));
        Assert.False(tail.HasGap);
        Assert.Equal([5, 6, 7], Read(tail, after: 4));
    }

    [Fact]
    public void Skip_OverWhatTheLogNoLongerHolds_GoesOnBehindIt()
    {
        var tail = Begun(at: 4);
        tail.Hear(10);
        tail.Skip(8);
        Assert.True(tail.TryAdd(Event(9)));
        Assert.True(tail.TryAdd(Event(10)));
        Assert.False(tail.HasGap);
        Assert.Null(Read(tail, after: 5));
        Assert.Equal([9, 10], Read(tail, after: 8));
    }

    [Fact]
    public void Settle_WhenTheLogEnds_ForgetsWhatDoesNotExistAndKeepsWhatIsNew()
    {
        var tail = Begun(at: 4);
        tail.Hear(100);
        tail.Settle(heardBefore: 100);
        Assert.False(tail.HasGap);
        tail.Hear(6);
        tail.Settle(heardBefore: 5);
        Assert.True(tail.HasGap);
    }

    private static LogTail Begun(long at)
    {
        var tail = new LogTail(16, 1000);
        tail.Begin(at);
        return tail;
    }

    private static StoredEvent Event(long sequence) => new(sequence, [(byte)sequence]);

    private static List<long>? Read(LogTail tail, long after)
    {
        var events = new List<StoredEvent>();
        return tail.TryRead(after, new LogLimit(100, 1000), events) ? [.. events.Select(e => e.Sequence)] : null;
    }
}
