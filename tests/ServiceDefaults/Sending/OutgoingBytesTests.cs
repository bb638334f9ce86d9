using FsCheck;
using FsCheck.Fluent;
using GroupChat.ServiceDefaults.Sending;

namespace GroupChat.ServiceDefaults.Tests.Sending;

public sealed class OutgoingBytesTests
{
    private const int MostBytes = 40_000;

    /// <summary>Writes, flushes and sends of any size in any order: what comes out is what was flushed, in order.</summary>
    [Fact]
    public void Bytes_AnyHistory_ComeOutAsTheyWentIn() => Prop.ForAll<PositiveInt[]>(static steps =>
        HoldsTogether(steps.Select(step => (step.Get % 3, 1 + (step.Get * step.Get * 7 % MostBytes))))).QuickCheckThrowOnFailure();

    [Fact]
    public void Bytes_AllSent_HoldNoMemory()
    {
        var bytes = new OutgoingBytes();
        Write(bytes, [1, 2, 3]);
        bytes.Flush();
        Assert.Equal([1, 2, 3], bytes.Next().ToArray());

        bytes.Sent(3);

        Assert.True(bytes.Next().IsEmpty);
        Assert.Equal(0, bytes.Held);
    }

    [Fact]
    public void Bytes_BeingWrittenWhileAllIsSent_AreNotTakenAway()
    {
        var bytes = new OutgoingBytes();
        Write(bytes, [1]);
        bytes.Flush();
        var room = bytes.Room(10);
        _ = bytes.Next();
        bytes.Sent(1);
        Assert.True(bytes.Next().IsEmpty);

        room.Span[0] = 2;
        bytes.Wrote(1);
        bytes.Flush();

        Assert.Equal([2], bytes.Next().ToArray());
    }

    [Fact]
    public void Drop_WhileSomebodyWrites_LeavesRoomAndNothingToSend()
    {
        var bytes = new OutgoingBytes();
        Write(bytes, new byte[MostBytes]);
        bytes.Flush();
        var room = bytes.Room(10);

        bytes.Drop();
        room.Span[0] = 1;
        bytes.Wrote(1);
        bytes.Flush();
        bytes.Drop();

        Assert.True(bytes.Next().IsEmpty);
        Assert.Equal((0L, 0), (bytes.Waiting, bytes.Held));
    }

    private static bool HoldsTogether(IEnumerable<(int Kind, int Count)> steps)
    {
        var (bytes, written, flushed, sent, next) = (new OutgoingBytes(), 0L, 0L, 0L, (byte)0);
        foreach (var (kind, count) in steps)
        {
            if (kind == 0)
                Write(bytes, Enumerable.Range(0, count).Select(i => (byte)(written + i)));
            written += kind == 0 ? count : 0;
            if (kind == 1)
                bytes.Flush();
            flushed = kind == 1 ? written : flushed;
            var piece = bytes.Next().Span;
            piece = kind == 2 ? piece[..Math.Min(count, piece.Length)] : [];
            foreach (var one in piece)
                Assert.Equal(next++, one);
            bytes.Sent(piece.Length);
            sent += piece.Length;
            Assert.Equal((flushed - sent, written - flushed), (bytes.Waiting, bytes.Unflushed));
            Assert.Equal(flushed == sent, bytes.Next().IsEmpty);
        }

        return true;
    }

    private static void Write(OutgoingBytes to, IEnumerable<byte> bytes)
    {
        var all = bytes.ToArray();
        all.CopyTo(to.Room(all.Length));
        to.Wrote(all.Length);
    }
}
