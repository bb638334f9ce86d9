using System.Buffers;
using Google.Protobuf;
using GroupChat.Chat.Wire;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chat.Tests.Wire;

public sealed class HeartbeatTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(200)]
    public void Heartbeat_OfAnyRooms_HasTheBytesOfTheContract(int rooms)
    {
        var positions = Enumerable.Range(1, rooms)
            .Select(number => new Chat.Delivery.RoomPosition(new(new string('r', number % 64 + 1)), 1L << (number * 3 % 62))).ToList();
        var to = new ArrayBufferWriter<byte>();

        var length = FrameWriting.Write(to, new Chat.Delivery.ServerFrame.Heartbeat(positions));

        var beat = new HeartbeatFrame();
        beat.Positions.AddRange(positions.Select(position =>
            new Contracts.Chat.V1.RoomPosition { RoomId = position.Room.Value, HeadSequence = position.HeadSequence }));
        var message = new ConverseResponse { Frame = new() { Heartbeat = beat } }.ToByteArray();
        Assert.Equal(to.WrittenCount, length);
        Assert.Equal(message, to.WrittenSpan[5..].ToArray());
        Assert.Equal([0, (byte)(message.Length >> 24), (byte)(message.Length >> 16), (byte)(message.Length >> 8), (byte)message.Length], to.WrittenSpan[..5].ToArray());
    }
}
