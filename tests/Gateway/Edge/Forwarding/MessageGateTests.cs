using System.Buffers.Binary;
using GroupChat.Gateway.Edge;
using GroupChat.Gateway.Edge.Forwarding;
using GroupChat.TestSupport;

namespace GroupChat.Gateway.Tests.Edge.Forwarding;

public sealed class MessageGateTests
{
    private readonly ManualTimeProvider _time = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(1_000)]
    public async Task Messages_InPiecesOfAnySize_GoThroughAsTheyAreAndCountOnceEach(int piece)
    {
        var (gate, sent) = (Gate(burst: 4), new MemoryStream());
        byte[] bytes = [.. Message(0), .. Message(5), .. Message(300), .. Message(0)];

        foreach (var part in bytes.Chunk(piece))
            await gate.WriteAsync(sent, new(part), default).Within();
        var next = gate.WriteAsync(sent, new(Message(1)), default).AsTask();

        Assert.Equal(bytes, sent.ToArray());
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        await next.Within();
        Assert.Equal([.. bytes, .. Message(1)], sent.ToArray());
    }

    [Fact]
    public async Task Messages_TooManyAtOnce_GoOneByOneWhenTheirTimeComes()
    {
        var (gate, sent) = (Gate(burst: 2), new MemoryStream());
        var message = Message(10);

        var writing = gate.WriteAsync(sent, new([.. message, .. message, .. message, .. message]), default).AsTask();

        for (var count = 2; count < 4; count++)
        {
            Assert.Equal(count * message.Length, sent.Length);
            Assert.False(writing.IsCompleted);
            _time.Advance(TimeSpan.FromSeconds(1));
            while (sent.Length == count * message.Length)
                await Task.Delay(1).Within();
        }

        await writing.Within();
        Assert.Equal(4 * message.Length, sent.Length);
    }

    private MessageGate Gate(int burst) => new(new(new(new() { PerSecond = 1, Burst = burst }, _time), _time));

    private static byte[] Message(int length)
    {
        var message = new byte[GrpcFrame.PrefixLength + length];
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(1), length);
        message.AsSpan(GrpcFrame.PrefixLength).Fill(7);
        return message;
    }
}
