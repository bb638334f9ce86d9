using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Google.Protobuf;
using GroupChat.Chat.Delivery;
using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;
using Proto = GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chat.Wire;

/// <summary>
/// Frames as gRPC messages of ConverseResponse and WatchRoomsResponse, which have the same bytes: one field that is the frame. An event
/// is put around its stored bytes, so it is encoded once however many streams it goes to.
/// </summary>
internal static class FrameWriting
{
    /// <summary>Before each message: whether it is compressed, and its length.</summary>
    public const int GrpcPrefix = 5;
    public const byte FrameTag = (1 << 3) | 2;
    private const byte RoomTag = (Proto.ServerFrame.RoomIdFieldNumber << 3) | 2;
    private const byte HeadTag = Proto.ServerFrame.HeadSequenceFieldNumber << 3;
    private const byte EventTag = (Proto.ServerFrame.EventFieldNumber << 3) | 2;
    private const int MaxVarint = 10;

    /// <summary>Returns the number of bytes written.</summary>
    public static int Write(IBufferWriter<byte> to, ServerFrame frame)
    {
        if (frame is ServerFrame.Heartbeat beat)
            return HeartbeatWriting.Write(to, beat);
        var message = new Proto.ConverseResponse { Frame = frame.ToProto() };
        var size = message.CalculateSize();
        WritePrefix(to.GetSpan(GrpcPrefix), size);
        to.Advance(GrpcPrefix);
        message.WriteTo(to);
        return GrpcPrefix + size;
    }

    /// <summary>Returns the number of bytes written.</summary>
    public static int WriteEvent(IBufferWriter<byte> to, RoomId room, long headSequence, ReadOnlySpan<byte> payload)
    {
        Span<byte> fields = stackalloc byte[(MaxVarint * 3) + 3 + (room.Value.Length * 3)];
        fields = fields[..WriteFields(fields, room.Value, headSequence, payload.Length)];
        var frame = fields.Length + payload.Length;
        Span<byte> start = stackalloc byte[GrpcPrefix + 1 + MaxVarint];
        start[GrpcPrefix] = FrameTag;
        var tag = 1 + Varint.Write(start[(GrpcPrefix + 1)..], frame);
        WritePrefix(start, tag + frame);
        start = start[..(GrpcPrefix + tag)];
        WriteParts(to, start, fields, payload);
        return start.Length + frame;
    }

    /// <summary>What stands before each message of gRPC; messages are never compressed.</summary>
    public static void WritePrefix(Span<byte> to, int length)
    {
        to[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(to[1..], length);
    }

    // A small event in one piece: asking the writer for room and telling it of the use costs more than copying.
    private static void WriteParts(IBufferWriter<byte> to, ReadOnlySpan<byte> start, ReadOnlySpan<byte> fields, ReadOnlySpan<byte> payload)
    {
        const int small = 2048;
        var length = start.Length + fields.Length + payload.Length;
        if (length > small)
        {
            to.Write(start);
            to.Write(fields);
            to.Write(payload);
            return;
        }

        var span = to.GetSpan(length);
        start.CopyTo(span);
        fields.CopyTo(span[start.Length..]);
        payload.CopyTo(span[(start.Length + fields.Length)..]);
        to.Advance(length);
    }

    private static int WriteFields(Span<byte> to, string room, long head, int payload)
    {
        var length = 0;
        to[length++] = RoomTag;
        length += Varint.Write(to[length..], Encoding.UTF8.GetByteCount(room));
        length += Encoding.UTF8.GetBytes(room, to[length..]);
        to[length++] = HeadTag;
        length += Varint.Write(to[length..], head);
        to[length++] = EventTag;
        return length + Varint.Write(to[length..], payload);
    }
}
