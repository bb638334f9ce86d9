using System.Buffers;
using System.Text;
using Google.Protobuf;
using GroupChat.Chat.Delivery;
using GroupChat.Chat.Log;
using Proto = GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chat.Wire;

/// <summary>
/// Heartbeats without the contract's messages in between: every stream gets them for as long as it lives, and what they leave behind is
/// most of what thousands of quiet streams allocate.
/// </summary>
internal static class HeartbeatWriting
{
    private const byte BeatTag = (Proto.ServerFrame.HeartbeatFieldNumber << 3) | 2;
    private const byte PositionTag = (Proto.HeartbeatFrame.PositionsFieldNumber << 3) | 2;
    private const byte RoomTag = (Proto.RoomPosition.RoomIdFieldNumber << 3) | 2;
    private const byte HeadTag = Proto.RoomPosition.HeadSequenceFieldNumber << 3;

    /// <summary>Returns the number of bytes written.</summary>
    public static int Write(IBufferWriter<byte> to, ServerFrame.Heartbeat beat)
    {
        var body = 0;
        for (var i = 0; i < beat.Positions.Count; i++)
            body += Around(LengthOf(beat.Positions[i]));
        var frame = Around(body);
        var size = FrameWriting.GrpcPrefix + Around(frame);
        var span = to.GetSpan(size);
        FrameWriting.WritePrefix(span, size - FrameWriting.GrpcPrefix);
        var length = FrameWriting.GrpcPrefix;
        length += Begin(span[length..], FrameWriting.FrameTag, frame);
        length += Begin(span[length..], BeatTag, body);
        for (var i = 0; i < beat.Positions.Count; i++)
            length += Write(span[length..], beat.Positions[i]);
        to.Advance(length);
        return length;
    }

    private static int Write(Span<byte> to, RoomPosition position)
    {
        var length = Begin(to, PositionTag, LengthOf(position));
        length += Begin(to[length..], RoomTag, Encoding.UTF8.GetByteCount(position.Room.Value));
        length += Encoding.UTF8.GetBytes(position.Room.Value, to[length..]);
        to[length++] = HeadTag;
        return length + Varint.Write(to[length..], position.HeadSequence);
    }

    private static int LengthOf(RoomPosition position) =>
        Around(Encoding.UTF8.GetByteCount(position.Room.Value)) + 1 + CodedOutputStream.ComputeInt64Size(position.HeadSequence);

    /// <summary>With its tag and its length before it.</summary>
    private static int Around(int length) => 1 + CodedOutputStream.ComputeLengthSize(length) + length;

    private static int Begin(Span<byte> to, byte tag, int length)
    {
        to[0] = tag;
        return 1 + Varint.Write(to[1..], length);
    }
}
