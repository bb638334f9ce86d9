using GroupChat.Chat.Delivery;
using GroupChat.Chat.Log;

namespace GroupChat.Chat.Tests.Delivery;

public sealed class EventRingTests
{
    private static readonly LogLimit Everything = new(int.MaxValue, int.MaxValue);

    [Fact]
    public void Ring_WithinItsSize_GivesWhatFollows()
    {
        var ring = Ring(capacity: 4, from: 1, to: 3);
        Assert.Equal([1L, 2, 3], Read(ring, after: 0));
        Assert.Equal([3L], Read(ring, after: 2));
        Assert.Null(Read(ring, after: 3));
        Assert.Null(Read(ring, after: 9));
    }

    [Fact]
    public void Ring_Overrun_SaysThatTheNextEventIsGone()
    {
        var ring = Ring(capacity: 4, from: 1, to: 10);
        Assert.Null(Read(ring, after: 5));
        Assert.Equal([7L, 8, 9, 10], Read(ring, after: 6));
    }

    [Fact]
    public void Ring_AfterAGap_HoldsNothingFromBefore()
    {
        var ring = Ring(capacity: 8, from: 1, to: 3);
        ring.Add(Stored(7));
        Assert.Null(Read(ring, after: 2));
        Assert.Null(Read(ring, after: 5));
        Assert.Equal([7L], Read(ring, after: 6));
    }

    [Fact]
    public void Ring_WithLargeEvents_KeepsToItsBytes()
    {
        var ring = new EventRing(capacity: 100, maxBytes: 1000);
        for (var i = 1; i <= 20; i++)
            ring.Add(Stored(i, bytes: 300));
        Assert.Null(Read(ring, after: 16));
        Assert.Equal([18L, 19, 20], Read(ring, after: 17));
        ring.Add(Stored(21, bytes: 5000));
        Assert.Equal([21L], Read(ring, after: 20));
    }

    [Fact]
    public void Read_WithALimit_StopsThere()
    {
        var ring = Ring(capacity: 16, from: 1, to: 10);
        Assert.Equal([3L, 4], Read(ring, after: 2, new(2, int.MaxValue)));
        Assert.Equal([3L, 4, 5], Read(ring, after: 2, new(int.MaxValue, 25)));
    }

    private static EventRing Ring(int capacity, int from, int to)
    {
        var ring = new EventRing(capacity, maxBytes: long.MaxValue);
        for (var i = from; i <= to; i++)
            ring.Add(Stored(i));
        return ring;
    }

    private static StoredEvent Stored(long sequence, int bytes = 10) => new(sequence, new byte[bytes]);

    private static IEnumerable<long>? Read(EventRing ring, long after, LogLimit? limit = null)
    {
        var into = new List<StoredEvent>();
        return ring.TryRead(after, limit ?? Everything, into) ? into.Select(stored => stored.Sequence) : null;
    }
}
